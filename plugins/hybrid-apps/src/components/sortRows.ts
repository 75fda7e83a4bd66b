interface Sortable<Row> {
  id: string;
  sortBy?: (row: Row) => string;
}

/** By which column rows are sorted, and which way. */
export interface Sort<Column> {
  column: Column;
  descending: boolean;
}

/** Reads the URL's word for it, `kind` or `-kind`; nothing of a column that there is not, or that does not sort. */
export function readSort<Column extends Sortable<never>>(
  text: string | null,
  columns: readonly Column[],
): Sort<Column> | undefined {
  const descending = text?.startsWith('-') ?? false;
  const id = descending ? text?.slice(1) : text;
  const column = columns.find(each => each.sortBy && each.id === id);
  return column && { column, descending };
}

/** What the URL is to say after a column's head was pressed: up, then down, then as they came. */
export function writeSort<Column extends Sortable<never>>(
  { id }: Column,
  before: Sort<Column> | undefined,
): string | undefined {
  if (before?.column.id !== id) {
    return id;
  }
  return before.descending ? undefined : `-${id}`;
}

/** Rows by what a column says of them, numbers in words by their value; rows that are alike stay as they came. */
export function sortRows<Row>(
  rows: readonly Row[],
  sortBy: ((row: Row) => string) | undefined,
  { descending, locale }: { descending?: boolean; locale: string },
): readonly Row[] {
  if (!sortBy) {
    return rows;
  }
  const { compare } = new Intl.Collator(locale, { numeric: true });
  // Its words are made once for each row, and not for each comparison.
  return rows
    .map(row => ({ row, word: sortBy(row) }))
    .sort((a, b) =>
      descending ? compare(b.word, a.word) : compare(a.word, b.word),
    )
    .map(({ row }) => row);
}
