import fc from 'fast-check';
import { addLines, Line, NO_LINES, sincePause } from './buffer';

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

  it('holds so much text, the newest line at least, whatever order it comes in', () => {
    const long = (id: number, length: number): Line => ({
      id,
      pod: 'a',
      at: `${id}`,
      text: 'x'.repeat(length),
    });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), {
          minLength: 1,
          maxLength: 40,
        }),
        fc.integer({ min: 1, max: 7 }),
        (lengths, size) => {
          const coming = lengths.map((length, index) =>
            long(100 + index, length),
          );
          let held = NO_LINES;
          for (let at = 0; at < coming.length; at += size) {
            held = addLines(held, coming.slice(at, at + size), 1_000, 50);
            const sum = held.lines.reduce(
              (all, { text }) => all + text.length,
              0,
            );
            expect(held.chars).toBe(sum);
            expect(sum <= 50 || held.lines.length === 1).toBe(true);
          }
          expect(held.leftOut + held.lines.length).toBe(coming.length);
          expect(held.lines.at(-1)).toBe(coming.at(-1));
        },
      ),
    );
  });
});

describe('sincePause', () => {
  it.each([
    [0, { coming: 0, lost: 0 }],
    [3, { coming: 3, lost: 0 }],
    // Of four that are held, those before go first.
    [4, { coming: 4, lost: 0 }],
    [9, { coming: 9, lost: 5 }],
  ])('tells of %i lines that came since', (count, told) => {
    let now = NO_LINES;
    for (let id = 10; id < 20; id++) {
      now = addLines(now, [line(id, `${id}`)], 4);
    }
    const pause = now;
    for (let id = 20; id < 20 + count; id++) {
      now = addLines(now, [line(id, `${id}`)], 4);
    }
    expect(sincePause(pause, now)).toEqual(told);
  });
});
