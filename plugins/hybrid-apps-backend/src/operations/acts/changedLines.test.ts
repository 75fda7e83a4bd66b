import fc from 'fast-check';
import { changedLines, compareLines } from './changedLines';

const SIGNS = { added: '+', removed: '-', same: ' ', leftOut: '…' };
const inSigns = (lines: ReturnType<typeof changedLines>) =>
  lines.map(({ is, text }) => `${SIGNS[is]}${text}`).join('|');
const linesOf = (text: string) => (text === '' ? [] : text.split(''));

it.each([
  ['abc', 'abc', ''],
  ['', '', ''],
  ['abc', 'axc', ' a|-b|+x| c'],
  ['', 'ab', '+a|+b'],
  ['ab', '', '-a|-b'],
  ['abcdefgh', 'abcdefgX', '…| f| g|-h|+X'],
  ['abcdefghij', 'XbcdefghiY', '-a|+X| b| c|…| h| i|-j|+Y'],
])('%s to %s is told as %s', (before, after, told) => {
  expect(inSigns(changedLines(linesOf(before), linesOf(after)))).toBe(told);
});

it('has all lines of both, in their order', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const all = compareLines(before, after);
      const without = (left: string) =>
        all.filter(({ is }) => is !== left).map(({ text }) => text);
      expect(without('added')).toEqual(before);
      expect(without('removed')).toEqual(after);
    }),
  );
});

it('compares no more lines than at one stretch, and what both begin and end with', () => {
  const many = (of: string) =>
    Array.from({ length: 300 }, (_, index) => `${of}${index % 2}`);
  const lines = compareLines(
    ['first', ...many('a'), 'both', ...many('b'), 'last'],
    ['first', ...many('c'), 'both', ...many('d'), 'last'],
  );
  expect(lines.map(({ is }) => SIGNS[is]).join('')).toBe(
    ` ${'-'.repeat(601)}${'+'.repeat(601)} `,
  );
});
