/** Far more than the longest row of the API. */
const LONGEST = 2_000_000;

/** Cuts a stream of newline-delimited JSON into its values, however it comes. */
export interface JsonLines<T> {
  /** The values that this part completes. Empty lines are none. */
  push(part: Uint8Array): T[];
}

/**
 * What comes after the last line feed is left out: it is half a value, of a
 * stream that broke off.
 *
 * @param parse - of a line
 */
export function createJsonLines<T>(parse: (line: string) => T): JsonLines<T> {
  const decoder = new TextDecoder();
  let pending = '';
  return {
    push(part) {
      const lines = (pending + decoder.decode(part, { stream: true })).split(
        '\n',
      );
      pending = lines.pop() ?? '';
      if (pending.length > LONGEST) {
        throw new Error('The stream holds a line without an end');
      }
      return lines.flatMap(line => (line === '' ? [] : [parse(line)]));
    },
  };
}
