import type { Format } from './options';

/** A row of an answer: what `columns` name, in their order. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
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

function csv({ columns, rows }: Table): string {
  return [columns, ...rows]
    .map(row => `${row.map(csvCell).join(',')}\n`)
    .join('');
}

/** Names come from manifests: none may end the cell, or become a link or a tag. */
function mdCell(text: string): string {
  return printable(text)
    .replace(/[\\|`<]/g, '\\$&')
    .replace(/\]\(/g, ']\\(');
}

function markdown({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map(row => line(row.map(mdCell))),
  ].join('');
}

function json({ columns, rows }: Table): string {
  const objects = rows.map(row =>
    Object.fromEntries(columns.map((column, i) => [column, row[i]])),
  );
  return `${JSON.stringify(objects, null, 2)}\n`;
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
export function dot(
  peers: readonly string[],
  arrows: readonly Arrow[],
): string {
  const nodes = peers.map(peer => `  ${quoted(peer)};\n`);
  const edges = arrows.map(({ from, to, label, color = 'black' }) => {
    const attributes = `label=${quoted(label)}, color=${color}`;
    return `  ${quoted(from)} -> ${quoted(to)} [${attributes}];\n`;
  });
  return [
    'digraph netpol {\n  rankdir=LR;\n  node [shape=box];\n',
    ...nodes,
    ...edges,
    '}\n',
  ].join('');
}

/** Writes a table in one of the formats that every table has. */
export function formatTable(
  format: Exclude<Format, 'txt' | 'dot'>,
  table: Table,
): string {
  return { csv, md: markdown, json }[format](table);
}
