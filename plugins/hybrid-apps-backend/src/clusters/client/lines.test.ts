import fc from 'fast-check';
import { createLineSplitter } from './lines';

describe('createLineSplitter', () => {
  it('gives the same lines however the bytes are cut', () => {
    const line = fc
      .string({ unit: 'binary' })
      .map(text => text.replaceAll('\n', ' '));
    fc.assert(
      fc.property(
        fc.array(line),
        line,
        fc.array(fc.nat(40), { minLength: 1 }),
        (lines, rest, cuts) => {
          const bytes = new TextEncoder().encode(
            lines.map(text => `${text}\n`).join('') + rest,
          );
          const splitter = createLineSplitter();
          const seen: string[] = [];
          let at = 0;
          for (let i = 0; at < bytes.length; i++) {
            const size = cuts[i % cuts.length] + 1;
            seen.push(...splitter.push(bytes.subarray(at, at + size)));
            at += size;
          }
          expect(seen).toEqual(lines);
          expect(splitter.rest()).toBe(rest);
        },
      ),
    );
  });

  it('takes nothing but a line feed for the end of a line', () => {
    const splitter = createLineSplitter();
    expect(
      splitter.push(new TextEncoder().encode('a\u2028b\rc\u0085d\n')),
    ).toEqual(['a\u2028b\rc\u0085d']);
  });
});
