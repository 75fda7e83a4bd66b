import { Table, TableItem, TableProps } from '@backstage/ui';
import { CSSProperties } from 'react';
import { Sideways } from './Sideways';
import styles from './cardTable.module.css';

/** What each column is called, for the styles of a phone: `--column-2: "Port"`. */
const labelsOf = (columns: readonly { label: string }[]): CSSProperties =>
  Object.fromEntries(
    columns.map(({ label }, index) => [
      `--column-${index + 1}`,
      JSON.stringify(label),
    ]),
  );

/**
 * A table of Backstage UI. On a phone each row is a card, the first cell of
 * which names it; before the others stands what their column is called.
 */
export const CardTable = <T extends TableItem>(props: TableProps<T>) => (
  <Sideways className={styles.cards} style={labelsOf(props.columnConfig)}>
    <Table<T> {...props} />
  </Sideways>
);
