/** What a text has that another has not, line by line. Pure. */

import { ChangedLine } from './types';

/** Lines of both texts that are told beside a change. */
const BESIDE = 2;

/**
 * So many pairs of lines are compared between where two texts begin to differ and
 * where they cease to: it is done at one stretch, and texts are tenants'. Of more,
 * what one text has there is told to go and what the other has to come.
 */
const MOST_PAIRS = 40_000;

/** Of each two places, how many lines the texts have in common from there on. */
function commonFrom(before: readonly string[], after: readonly string[]) {
  const width = after.length + 1;
  const table = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      table[i * width + j] =
        before[i] === after[j]
          ? table[(i + 1) * width + j + 1] + 1
          : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  return (i: number, j: number) => table[i * width + j];
}

const lined = (is: ChangedLine['is'], texts: readonly string[]) =>
  texts.map((text): ChangedLine => ({ is, text }));

/** All lines of two texts, in order: those that go stand before those that come. */
export function compareLines(
  before: readonly string[],
  after: readonly string[],
): ChangedLine[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) {
    head++;
  }
  let tail = 0;
  while (
    tail < shorter - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  return [
    ...lined('same', before.slice(0, head)),
    ...compareAll(
      before.slice(head, before.length - tail),
      after.slice(head, after.length - tail),
    ),
    ...lined('same', before.slice(before.length - tail)),
  ];
}

/** The same, of texts that have neither their first nor their last line in common. */
function compareAll(
  before: readonly string[],
  after: readonly string[],
): ChangedLine[] {
  if (before.length * after.length > MOST_PAIRS) {
    return [...lined('removed', before), ...lined('added', after)];
  }
  const common = commonFrom(before, after);
  const lines: ChangedLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      lines.push({ is: 'same', text: before[i] });
      i++;
      j++;
    } else if (
      j >= after.length ||
      (i < before.length && common(i + 1, j) >= common(i, j + 1))
    ) {
      lines.push({ is: 'removed', text: before[i++] });
    } else {
      lines.push({ is: 'added', text: after[j++] });
    }
  }
  return lines;
}

/** The lines that differ, and some beside them; none where both texts are the same. */
export function changedLines(
  before: readonly string[],
  after: readonly string[],
): ChangedLine[] {
  const lines = compareLines(before, after);
  const isTold = lines.map((_, at) =>
    lines
      .slice(Math.max(0, at - BESIDE), at + BESIDE + 1)
      .some(({ is }) => is !== 'same'),
  );
  if (!isTold.includes(true)) {
    return [];
  }
  return lines.flatMap((line, at): ChangedLine[] => {
    if (isTold[at]) {
      return [line];
    }
    return at > 0 && !isTold[at - 1] ? [] : [{ is: 'leftOut', text: '' }];
  });
}
