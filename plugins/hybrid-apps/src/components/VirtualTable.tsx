import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  Fragment,
  KeyboardEvent,
  ReactNode,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { PlainButton } from './PlainButton';
import {
  ChooseAll,
  ChooseRow,
  RowChoice,
  toggleAll,
  toggleRow,
} from './rowChoice';
import { Sideways } from './Sideways';
import { readSort, sortRows, writeSort } from './sortRows';
import { useLocale } from './useLocale';
import { useUrlParams } from './useUrlParams';
import styles from './virtualTable.module.css';

/** A column of a table. */
export interface TableColumn<Row> {
  id: string;
  label: string;
  isRowHeader?: boolean;
  /** How wide it is against the others; 1 unless told. */
  weight?: number;
  cell: (row: Row) => ReactNode;
  /** What the rows may be sorted by. */
  sortBy?: (row: Row) => string;
}

/** So few are all on the page, so that the browser finds and prints them; of more, those in sight. */
const MOST_ROWS = 60;
/** How high a row of one line is, and the heads, which stay above the rows. */
const ROW_HEIGHT = 44;
/** Until the box has been measured: as high as it is in a small window. */
const FIRST_HEIGHT = 480;
/** How wide the column of checkboxes is against all others. */
const CHOICE_WEIGHT = 0.05;

/** Where a key leads from a row; undefined for keys that lead nowhere. */
function led(
  key: string,
  from: number,
  { last, page }: { last: number; page: number },
): number | undefined {
  const steps: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: last,
  };
  const to = steps[key];
  return to === undefined ? undefined : Math.max(0, Math.min(last, to));
}

/**
 * A table of any length, as one list: it is scrolled, sorted and gone through
 * by arrow keys as a whole, and of a long one the rows in sight alone are in
 * the document.
 *
 * Not the virtualized `Table` of `@backstage/ui`: that one makes every cell of
 * every row in React before it shows the first, which takes more than a second
 * for some thousand rows.
 */
export function VirtualTable<Row extends { id: string }>(props: {
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  emptyState: string;
  /** The id of the row that stands out, and comes into sight. */
  selected?: string;
  onOpen?: (row: Row) => void;
  /** Which rows something is done to together; without it they have no checkboxes. */
  choice?: RowChoice<Row>;
  /** The parameter of the URL that says by what the rows are sorted. */
  sortParam: string;
}) {
  const { label, columns, emptyState, selected, onOpen, sortParam } = props;
  const { choice } = props;
  const { params, change } = useUrlParams();
  const locale = useLocale();
  const sort = readSort(params.get(sortParam), columns);
  const { column: sortedBy, descending } = sort ?? {};
  const rows = useMemo(
    () => sortRows(props.rows, sortedBy?.sortBy, { descending, locale }),
    [props.rows, sortedBy, descending, locale],
  );
  const indexes = useMemo(
    () => new Map(rows.map(({ id }, index) => [id, index])),
    [rows],
  );

  const isLong = rows.length > MOST_ROWS;
  const box = useRef<HTMLDivElement>(null);
  // The row that Tab leads to. It stays in the document, and with it the focus.
  const [current, setCurrent] = useState<string>();
  const indexOf = (id?: string) => (id ? indexes.get(id) : undefined);
  const stop = indexOf(current) ?? indexOf(selected) ?? 0;
  const kept = indexOf(current);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    enabled: isLong,
    count: rows.length,
    getScrollElement: () => box.current,
    getItemKey: index => rows[index].id,
    estimateSize: () => ROW_HEIGHT,
    initialRect: { width: 0, height: FIRST_HEIGHT },
    scrollMargin: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    overscan: 8,
    rangeExtractor(range) {
      const inSight = defaultRangeExtractor(range);
      return kept === undefined || inSight.includes(kept)
        ? inSight
        : [...inSight, kept].sort((a, b) => a - b);
    },
  });
  const items = isLong
    ? virtualizer.getVirtualItems()
    : rows.map((_, index) => ({ index, start: 0, end: 0 }));
  const first = isLong ? ROW_HEIGHT : 0;
  const height = isLong ? virtualizer.getTotalSize() : 0;

  const rowOf = (id: string) =>
    box.current?.querySelector<HTMLElement>(
      `tr[data-index="${indexes.get(id)}"]`,
    );
  function bringIntoSight(id: string, align: 'auto' | 'center') {
    const index = indexes.get(id);
    if (isLong && index !== undefined) {
      // It goes on until all that comes into sight has its height.
      virtualizer.scrollToIndex(index, { align });
      box.current?.scrollIntoView({ block: 'nearest' });
    } else {
      rowOf(id)?.scrollIntoView({ block: 'nearest' });
    }
  }
  const moved = useRef(false);
  useLayoutEffect(() => {
    if (moved.current && current) {
      moved.current = false;
      rowOf(current)?.focus({ preventScroll: true });
      bringIntoSight(current, 'auto');
    }
  });
  // As the page opens, and as another one is selected elsewhere; not as rows change.
  useLayoutEffect(() => {
    if (selected && selected !== current) {
      bringIntoSight(selected, 'center');
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);

  const onKeyDown = (event: KeyboardEvent) => {
    // What is in a row has its own keys.
    if (event.target !== event.currentTarget) {
      return;
    }
    const boxHeight = box.current?.clientHeight ?? 0;
    const to = led(event.key, stop, {
      last: rows.length - 1,
      page: Math.max(1, Math.floor(boxHeight / ROW_HEIGHT) - 2),
    });
    if (to !== undefined) {
      event.preventDefault();
      moved.current = true;
      setCurrent(rows[to].id);
    } else if (choice && event.key === ' ' && event.shiftKey) {
      event.preventDefault();
      toggleRow(rows[stop], choice);
    } else if (
      choice &&
      event.key === 'a' &&
      (event.ctrlKey || event.metaKey)
    ) {
      event.preventDefault();
      toggleAll(rows, choice);
    } else if (onOpen && ['Enter', ' '].includes(event.key)) {
      event.preventDefault();
      onOpen(rows[stop]);
    }
  };

  const weights = columns.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const choiceWeight = choice ? weights * CHOICE_WEIGHT : 0;
  const whole = weights + choiceWeight;
  const columnCount = columns.length + (choice ? 1 : 0);
  /** Stands for the rows between two that are in the document. */
  const gap = (size: number) =>
    size > 0 && (
      <tr aria-hidden>
        <td colSpan={columnCount} style={{ height: size, padding: 0 }} />
      </tr>
    );
  return (
    <Sideways ref={box} className={styles.box} data-long={isLong || undefined}>
      <table
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        className={styles.table}
      >
        <colgroup>
          {choice && (
            <col style={{ width: `${(100 * choiceWeight) / whole}%` }} />
          )}
          {columns.map(({ id, weight = 1 }) => (
            <col key={id} style={{ width: `${(100 * weight) / whole}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {choice && <ChooseAll rows={rows} choice={choice} />}
            {columns.map(column => {
              const isSorted = column === sortedBy;
              const Icon =
                isSorted && descending ? RiArrowDownLine : RiArrowUpLine;
              const order = descending ? 'descending' : 'ascending';
              return (
                <th
                  key={column.id}
                  scope="col"
                  aria-sort={isSorted ? order : undefined}
                >
                  {column.sortBy ? (
                    <PlainButton
                      className={styles.sort}
                      onClick={() =>
                        change({ [sortParam]: writeSort(column, sort) })
                      }
                    >
                      {column.label}
                      <Icon size={16} aria-hidden />
                    </PlainButton>
                  ) : (
                    column.label
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {items.map(({ index, start }, at) => {
            const row = rows[index];
            return (
              <Fragment key={row.id}>
                {gap(start - (items[at - 1]?.end ?? first))}
                <tr
                  ref={isLong ? virtualizer.measureElement : undefined}
                  data-index={index}
                  aria-rowindex={index + 2}
                  aria-selected={row.id === selected || undefined}
                  data-opens={onOpen && true}
                  tabIndex={index === stop ? 0 : -1}
                  onFocus={() => setCurrent(row.id)}
                  onKeyDown={onKeyDown}
                  onClick={({ target }) => {
                    const isOwn =
                      target instanceof Element &&
                      target.closest('button, a, label');
                    if (!isOwn) {
                      onOpen?.(row);
                    }
                  }}
                >
                  {choice && (
                    <ChooseRow
                      row={row}
                      choice={choice}
                      isStop={index === stop}
                    />
                  )}
                  {columns.map(({ id, label: called, isRowHeader, cell }) =>
                    isRowHeader ? (
                      <th key={id} scope="row">
                        {cell(row)}
                      </th>
                    ) : (
                      <td key={id} data-label={called}>
                        {cell(row)}
                      </td>
                    ),
                  )}
                </tr>
              </Fragment>
            );
          })}
          {gap(first + height - (items.at(-1)?.end ?? first))}
          {rows.length === 0 && (
            <tr aria-rowindex={2}>
              <td colSpan={columnCount}>{emptyState}</td>
            </tr>
          )}
        </tbody>
      </table>
    </Sideways>
  );
}
