import { ObjectRef } from './api/types';

/**
 * Names an object like `Deployment 'web'`; a VirtualMachine is a `VM`, as people say.
 * @public
 */
export function describeObject({
  kind,
  name,
}: Pick<ObjectRef, 'kind' | 'name'>): string {
  return `${kind === 'VirtualMachine' ? 'VM' : kind} '${name}'`;
}

/**
 * Ends a text with a full stop, where it does not have an end.
 * @public
 */
export function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What breaks a line, steers a terminal, turns the direction of writing, or is half a sign. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * A text of someone else's on one line, as it reads: what would break the line,
 * steer a terminal or turn the direction of writing is written as in JSON.
 * @public
 */
export const printable = (text: string): string =>
  text.replace(
    UNPRINTABLE,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/**
 * A text of someone else's for a heading: without what {@link printable} writes
 * as in JSON, and without spaces around it.
 * @public
 */
export const withoutUnprintable = (text: string): string =>
  text.replace(UNPRINTABLE, ' ').trim();
