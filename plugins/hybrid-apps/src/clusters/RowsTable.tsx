import { Cell, ColumnConfig, useTable } from '@backstage/ui';
import { ReactNode } from 'react';
import { CardTable } from '../components';
import styles from './clusters.module.css';

const PAGE_SIZE = 25;

interface Item {
  id: string;
}

/** By what rows are sorted, for each column that can be. */
export type SortKeys<T> = Readonly<Record<string, (row: T) => string | number>>;

function sortBy<T extends Item>(keys: SortKeys<T>) {
  return (
    rows: T[],
    sort: { column: unknown; direction: 'ascending' | 'descending' },
  ): T[] => {
    const keyOf = keys[String(sort.column)];
    if (!keyOf) {
      return rows;
    }
    const sign = sort.direction === 'descending' ? -1 : 1;
    return [...rows].sort((a, b) => {
      const [one, other] = [keyOf(a), keyOf(b)];
      const order =
        typeof one === 'number' && typeof other === 'number'
          ? one - other
          : String(one).localeCompare(String(other), undefined, {
              numeric: true,
            });
      return sign * order || (a.id < b.id ? -1 : 1);
    });
  };
}

/** Text of a table that is too long for one line. */
export const LongCell = ({ children }: { children: ReactNode }) => (
  <Cell>
    <span className={styles.long}>{children}</span>
  </Cell>
);

/** Two lines of a table, neither of which is cut. */
export const LinesCell = (props: { title: string; description?: string }) => (
  <Cell>
    <span className={styles.long}>{props.title}</span>
    {props.description && (
      <span className={styles.why}>{props.description}</span>
    )}
  </Cell>
);

/** A table of some rows, in pages where they are many. */
export function RowsTable<T extends Item>(props: {
  rows: T[];
  columns: ColumnConfig<T>[];
  sort?: SortKeys<T>;
  initialSort?: string;
  empty?: string;
  hrefOf?: (row: T) => string | undefined;
}) {
  const { rows, columns, sort = {}, initialSort, empty, hrefOf } = props;
  const { tableProps } = useTable<T>({
    mode: 'complete',
    data: rows,
    sortFn: sortBy(sort),
    ...(initialSort && {
      initialSort: { column: initialSort, direction: 'ascending' },
    }),
    paginationOptions: {
      type: rows.length > PAGE_SIZE ? 'page' : 'none',
      pageSize: PAGE_SIZE,
    },
  });
  return (
    <CardTable<T>
      {...tableProps}
      columnConfig={columns.map(column => ({
        ...column,
        isSortable: column.id in sort,
      }))}
      rowConfig={hrefOf && { getHref: hrefOf }}
      emptyState={empty}
    />
  );
}
