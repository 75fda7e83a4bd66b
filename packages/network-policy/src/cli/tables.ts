import type { Format } from './options';

/**
 * The text of an answer in pieces that follow each other: it may have millions of
 * lines, which are never held all at once.
 */
export type Pieces = Iterable<string>;

/** Rows of what `columns` name, in their order. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly string[]>;
}

/**
 * Writes what a terminal would take for a command (a name may hold anything) as
 * it reads in JSON.
 */
export function printable(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function* csv({ columns, rows }: Table): Generator<string> {
  const line = (cells: readonly string[]) =>
    `${cells.map(csvCell).join(',')}\n`;
  yield line(columns);
  for (const row of rows) {
    yield line(row);
  }
}

/** Names come from manifests: none may end the cell, or become a link or a tag. */
function mdCell(text: string): string {
  return printable(text)
    .replace(/[\\|`<]/g, '\\$&')
    .replace(/\]\(/g, ']\\(');
}

function* markdown({ columns, rows }: Table): Generator<string> {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  yield line(columns);
  yield line(columns.map(() => '---'));
  for (const row of rows) {
    yield line(row.map(mdCell));
  }
}

/** A JSON array, an element at a time, as `JSON.stringify` indents it. */
function* json({ columns, rows }: Table): Generator<string> {
  let isFirst = true;
  for (const row of rows) {
    const object = Object.fromEntries(columns.map((name, i) => [name, row[i]]));
    const text = JSON.stringify(object, null, 2).replaceAll('\n', '\n  ');
    yield `${isFirst ? '[' : ','}\n  ${text}`;
    isFirst = false;
  }
  yield isFirst ? '[]\n' : '\n]\n';
}

function quoted(text: string): string {
  return `"${printable(text).replace(/["\\]/g, '\\$&')}"`;
}

/** An arrow of a graph. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly color?: string;
}

/** A graph for Graphviz, one node per peer. */
export function* dot(
  peers: Iterable<string>,
  arrows: Iterable<Arrow>,
): Generator<string> {
  yield 'digraph netpol {\n  rankdir=LR;\n  node [shape=box];\n';
  for (const peer of peers) {
    yield `  ${quoted(peer)};\n`;
  }
  for (const { from, to, label, color = 'black' } of arrows) {
    const attributes = `label=${quoted(label)}, color=${color}`;
    yield `  ${quoted(from)} -> ${quoted(to)} [${attributes}];\n`;
  }
  yield '}\n';
}

/** Writes a table in one of the formats that every table has. */
export function formatTable(
  format: Exclude<Format, 'txt' | 'dot'>,
  table: Table,
): Pieces {
  return { csv, md: markdown, json }[format](table);
}
