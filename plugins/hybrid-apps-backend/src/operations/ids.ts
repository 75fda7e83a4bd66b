import { createHash } from 'node:crypto';

/** The ids that who asks for an act or a plan may choose, as the API has it. */
export const CHOSEN_ID = /^[A-Za-z0-9-]{16,64}$/;

/**
 * The id of what the portal asks for itself: the same whichever replica makes it,
 * so that it is done once. It can be foretold, so it is none that a caller may
 * choose: else what somebody did under that id would pass for it.
 *
 * @param by - what asks for it, a word
 * @param of - of what it is, exactly
 */
export const ownIdOf = (by: string, of: readonly string[]): string =>
  `${by}:${createHash('sha256')
    .update(JSON.stringify(of))
    .digest('hex')
    .slice(0, 40)}`;
