import { createJsonLines } from './jsonLines';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('createJsonLines', () => {
  it('gives the same values wherever the stream is cut', () => {
    const rows = [{ text: 'öl 𝄞' }, {}, { text: 'a\nb', at: null }];
    // With the empty lines that keep a silent connection open, and half a value at the end.
    const bytes = bytesOf(
      `\n${rows.map(row => `${JSON.stringify(row)}\n`).join('\n')}{"half":`,
    );
    for (let first = 0; first <= bytes.length; first++) {
      for (let second = first; second <= bytes.length; second++) {
        const lines = createJsonLines(line => JSON.parse(line));
        const parts = [
          bytes.subarray(0, first),
          bytes.subarray(first, second),
          bytes.subarray(second),
        ];
        expect(parts.flatMap(part => lines.push(part))).toEqual(rows);
      }
    }
  });

  it('holds no line without an end', () => {
    const lines = createJsonLines(line => line);
    expect(() => {
      for (let part = 0; part < 100; part++) {
        lines.push(bytesOf('x'.repeat(100_000)));
      }
    }).toThrow('a line without an end');
  });
});
