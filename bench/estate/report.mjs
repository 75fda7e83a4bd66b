/** What was measured, in the form that others read. Pure. */

/**
 * One line of the report.
 *
 * @typedef {object} Figure
 * @property {string} name
 * @property {number | null} value - null where it could not be measured
 * @property {string} unit
 * @property {number | null} [against] - the same of the kubernetes plugin, or of the smaller estate
 * @property {number | null} [goal] - of the ratio where there is `against`, else of the value
 * @property {'more' | 'less'} better
 */

const round = value =>
  typeof value === 'number' && Number.isFinite(value)
    ? Number(value.toPrecision(4))
    : null;

const ratioOf = ({ value, against }) =>
  typeof value === 'number' && typeof against === 'number' && against !== 0
    ? round(value / against)
    : null;

/** @param {number[]} values @param {number} part - 0.95 for the 95th of a hundred */
export function percentile(values, part) {
  if (values.length === 0) {
    return null;
  }
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[
    Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)
  ];
}

/** Of the same measured several times, the one that other work on the machine spoiled least. @param {number[]} values @param {Figure['better']} better */
export const best = (values, better) =>
  better === 'more' ? Math.max(...values) : Math.min(...values);

/**
 * @param {Figure[]} figures
 * @returns {Record<string, { value, unit, against, ratio, goal, better }>}
 */
export function toJson(figures) {
  return Object.fromEntries(
    figures.map(figure => [
      figure.name,
      {
        value: round(figure.value),
        unit: figure.unit,
        against: round(figure.against),
        ratio: ratioOf(figure),
        goal: figure.goal ?? null,
        better: figure.better,
      },
    ]),
  );
}

/** Whether a figure is at its goal; nothing where there is no goal, or no figure. */
export function isReached({ value, against, ratio, goal, better }) {
  const compared = against === null ? value : ratio;
  if (goal === null || compared === null) {
    return undefined;
  }
  return better === 'more' ? compared >= goal : compared <= goal;
}

const show = value => (value === null ? '—' : String(value));
const MARKS = new Map([
  [true, 'yes'],
  [false, 'NO'],
  [undefined, ''],
]);

/** As a table in Markdown. @param {Figure[]} figures */
export function toTable(figures) {
  const rows = Object.entries(toJson(figures)).map(([name, figure]) => [
    name,
    `${show(figure.value)} ${figure.unit}`.trim(),
    show(figure.against),
    show(figure.ratio),
    figure.goal === null
      ? '—'
      : `${figure.better === 'more' ? '≥' : '≤'} ${figure.goal}`,
    MARKS.get(isReached(figure)),
  ]);
  const all = [
    ['measured', 'value', 'against', 'ratio', 'goal', 'reached'],
    ...rows,
  ];
  const widths = all[0].map((_, column) =>
    Math.max(...all.map(row => row[column].length)),
  );
  const line = row =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [line(all[0]), rule, ...all.slice(1).map(line)].join('\n');
}
