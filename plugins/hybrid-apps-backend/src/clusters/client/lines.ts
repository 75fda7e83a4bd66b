/** Cuts a stream of bytes into lines; a character may come in two parts. */
export interface LineSplitter {
  /** The lines that this part completes, without their line feeds. */
  push(part: Uint8Array): string[];
  /** What came after the last line feed. */
  rest(): string;
}

/**
 * node:readline is not used here: it takes U+2028 for a line's end, and hands
 * out half a line as if it were whole.
 */
export function createLineSplitter(): LineSplitter {
  const decoder = new TextDecoder();
  let pending: string[] = [];
  return {
    push(part) {
      const [first = '', ...others] = decoder
        .decode(part, { stream: true })
        .split('\n');
      pending.push(first);
      if (others.length === 0) {
        return [];
      }
      const lines = [pending.join(''), ...others];
      pending = [lines.pop() ?? ''];
      return lines;
    },
    rest: () => pending.join('') + decoder.decode(),
  };
}
