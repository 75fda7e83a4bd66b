import { KeyboardEvent } from 'react';

const STEPS: Record<string, readonly [rows: number, cells: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Goes by arrow keys from the button in a table's cell to the next that is in one. */
export function onGridKey(event: KeyboardEvent<HTMLTableElement>) {
  const step = STEPS[event.key];
  const cell =
    event.target instanceof Element ? event.target.closest('td') : undefined;
  if (!step || !cell || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const { rows } = event.currentTarget;
  let row =
    cell.parentElement instanceof HTMLTableRowElement
      ? cell.parentElement.rowIndex
      : -1;
  let at = cell.cellIndex;
  let next: HTMLElement | null | undefined;
  do {
    row += step[0];
    at += step[1];
    next = rows[row]?.cells[at]?.querySelector<HTMLElement>('button');
  } while (!next && rows[row]?.cells[at]);
  // Or else the page would scroll, too.
  event.preventDefault();
  next?.focus();
}
