/**
 * A cell that a spreadsheet would run as a formula is led by an apostrophe.
 * Source: OWASP, CSV Injection, with the full-width signs.
 */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

function cell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Comma-separated values after RFC 4180. */
export const toCsv = (rows: string[][]): string =>
  rows.map(row => `${row.map(cell).join(',')}\r\n`).join('');

/** Hands content to the browser as a file to save. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Saves rows, the first of them headings, as `name.csv`. */
export const saveCsv = (name: string, rows: string[][]): void =>
  saveFile(
    `${name}.csv`,
    new Blob([toCsv(rows)], { type: 'text/csv;charset=utf-8' }),
  );
