import fc from 'fast-check';
import { createLogLines, LogLine, LONGEST_LINE } from './lines';

const bytesOf = (text: string) => new TextEncoder().encode(text);

function linesOf(parts: readonly Uint8Array[]): LogLine[] {
  const lines = createLogLines();
  return [...parts.flatMap(part => lines.push(part)), ...lines.rest()];
}

describe('the lines of a log', () => {
  it('are the same however its bytes are cut', () => {
    const word = fc.constantFrom(
      'a line',
      'öl 𝄞',
      '\r\n',
      '\n',
      '\u2028',
      '\u001b[31m',
      '\ufeff',
      '2026-01-01T00:00:00.5Z ',
      'x'.repeat(LONGEST_LINE),
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 12 }),
        fc.array(fc.nat(200_000), { maxLength: 8 }),
        (words, cuts) => {
          const bytes = bytesOf(words.join(''));
          const at = [0, ...cuts.map(cut => cut % (bytes.length + 1))].sort(
            (a, b) => a - b,
          );
          const parts = at.map((from, index) =>
            bytes.subarray(from, at[index + 1] ?? bytes.length),
          );
          expect(linesOf(parts)).toEqual(linesOf([bytes]));
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each<[string, LogLine]>([
    [
      '2026-01-01T00:00:00.5Z a b',
      { at: '2026-01-01T00:00:00.500000000Z', text: 'a b' },
    ],
    [
      '2026-01-01T00:00:00Z',
      { at: '2026-01-01T00:00:00.000000000Z', text: '' },
    ],
    [
      '2026-01-01T01:30:00.123456789+02:00 x',
      { at: '2025-12-31T23:30:00.123456789Z', text: 'x' },
    ],
    ['2026-99-99T99:99:99+02:00 x', { text: '2026-99-99T99:99:99+02:00 x' }],
    ['no time', { text: 'no time' }],
    ['', { text: '' }],
  ])('have their time in UTC: %s', (whole, line) => {
    expect(linesOf([bytesOf(`${whole}\n`)])).toEqual([line]);
  });

  it('are cut where one is too long, and the next is whole', () => {
    expect(
      linesOf([bytesOf(`${'x'.repeat(LONGEST_LINE + 1)}\nnext\nlast`)]),
    ).toEqual([
      { text: 'x'.repeat(LONGEST_LINE), cut: true },
      { text: 'next' },
      { text: 'last' },
    ]);
  });
});
