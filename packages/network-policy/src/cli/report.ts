import type { Place } from '../manifests';
import type { RuleId } from './rules';
import { formatTable, printable } from './tables';

/** Something that `check` has to say of a place. */
export interface Result {
  readonly rule: RuleId;
  /** `failed`: an assertion does not hold; `problem`: it cannot be taken. */
  readonly level: 'failed' | 'problem' | 'error' | 'warning' | 'info';
  readonly place: Place;
  readonly message: string;
  readonly fix?: string;
}

/** One line for each, as compilers write them. */
export function text(results: readonly Result[]): string {
  return results
    .map(({ place: { file, line, column }, level, message, fix }) => {
      const advice = fix ? `. ${fix}` : '';
      const said = `${file}:${line}:${column}: ${level}: ${message}${advice}`;
      return `${printable(said)}\n`;
    })
    .join('');
}

const rowOf = ({ level, rule, place, message, fix = '' }: Result) => {
  const { file, line, column } = place;
  return { level, rule, file, line, column, message, fix };
};

/** Lines and columns as numbers, for programs. */
export function json(results: readonly Result[]): string {
  return `${JSON.stringify(results.map(rowOf), null, 2)}\n`;
}

export function csv(results: readonly Result[]) {
  return formatTable('csv', {
    columns: ['level', 'rule', 'file', 'line', 'column', 'message', 'fix'],
    rows: results.map(each => Object.values(rowOf(each)).map(String)),
  });
}

/** For people: the place in one cell. */
export function markdown(results: readonly Result[]) {
  return formatTable('md', {
    columns: ['level', 'rule', 'place', 'message', 'fix'],
    rows: results.map(({ level, rule, place, message, fix = '' }) => [
      level,
      rule,
      `${place.file}:${place.line}`,
      message,
      fix,
    ]),
  });
}
