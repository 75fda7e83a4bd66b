import { Health } from '../types';

/**
 * What one field of a status says of the object: that something is wrong, that
 * it is meant to be off, that it is on its way, that its controller does not
 * know, or that all is well. `outdated`: it was well, as it was written before.
 */
export type Says = 'fault' | 'off' | 'busy' | 'unsure' | 'well' | 'outdated';

/** What a field says, and why. */
export interface Verdict extends Omit<Health, 'state'> {
  says: Says;
  /** Of two that say the same, the lower one is told. */
  rank: number;
}

/** The first that is said counts: one bad word outweighs all good ones. */
const STATES: ReadonlyArray<[Says, Health['state']]> = [
  ['fault', 'degraded'],
  ['off', 'stopped'],
  ['busy', 'progressing'],
  ['unsure', 'unknown'],
  ['well', 'healthy'],
  ['outdated', 'progressing'],
];

const textOf = ({ reason, message, since }: Verdict) =>
  [reason, message, since].join('\n');

/** Never by the order in which they come: that of a list may be any. */
const compare = (a: Verdict, b: Verdict) =>
  a.rank - b.rank || (textOf(a) < textOf(b) ? -1 : 1);

/** What counts of all that is said; undefined where nothing is. */
export function worst(verdicts: readonly Verdict[]): Health | undefined {
  for (const [says, state] of STATES) {
    const [told] = verdicts.filter(one => one.says === says).sort(compare);
    if (told) {
      const { reason, message, since, settled } = told;
      return {
        state,
        ...(reason && { reason }),
        ...(message && state !== 'healthy' && { message }),
        ...(since && { since }),
        ...(settled && { settled }),
      };
    }
  }
  return undefined;
}
