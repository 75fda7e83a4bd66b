import fc from 'fast-check';
import { addLines, Line, NO_LINES } from './buffer';

const line = (id: number, at?: string): Line => ({
  id,
  pod: 'a',
  text: `${id}`,
  ...(at && { at }),
});
const ids = (lines: readonly Line[]) => lines.map(({ id }) => id);

describe('addLines', () => {
  it('merges by time whatever comes in whatever batches', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 10, max: 40 })), { maxLength: 6 }),
        batches => {
          let id = 0;
          const coming = batches.map(times =>
            times.map(at => {
              id += 1;
              return line(id, `${at}`);
            }),
          );
          const { lines, leftOut } = coming.reduce(
            (held, batch) => addLines(held, batch),
            NO_LINES,
          );
          const expected = coming
            .flat()
            .sort((a, b) => Number(a.at) - Number(b.at) || a.id - b.id);
          expect(ids(lines)).toEqual(ids(expected));
          expect(leftOut).toBe(0);
        },
      ),
    );
  });

  it('keeps a line without a time behind the one that it came after', () => {
    const { lines } = addLines(NO_LINES, [
      line(1, '20'),
      line(2),
      line(3, '10'),
      line(4),
    ]);
    expect(ids(lines)).toEqual([3, 4, 1, 2]);
  });

  it('holds so many, and counts those that it left out', () => {
    let held = NO_LINES;
    for (let id = 0; id < 10; id++) {
      held = addLines(held, [line(id, `1${id}`)], 4);
    }
    expect([ids(held.lines), held.leftOut]).toEqual([[6, 7, 8, 9], 6]);
  });
});
