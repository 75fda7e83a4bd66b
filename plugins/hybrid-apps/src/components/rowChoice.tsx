import { Checkbox } from '@backstage/ui';
import styles from './virtualTable.module.css';

/** Rows of a table that something is done to together. */
export interface RowChoice<Row> {
  /** The ids of those that are chosen. */
  chosen: ReadonlySet<string>;
  /** What the checkbox of a row is called; undefined where it has none. */
  labelOf: (row: Row) => string | undefined;
  /** What the checkbox is called that chooses all. */
  all: string;
  onChange: (chosen: ReadonlySet<string>) => void;
}

type Identified = { id: string };

const choosable = <R extends Identified>(
  rows: readonly R[],
  { labelOf }: RowChoice<R>,
) => rows.filter(row => labelOf(row) !== undefined);

/** Chooses a row, or not any more. */
export function toggleRow<R extends Identified>(
  row: R,
  choice: RowChoice<R>,
): void {
  if (choice.labelOf(row) !== undefined) {
    const next = new Set(choice.chosen);
    if (!next.delete(row.id)) {
      next.add(row.id);
    }
    choice.onChange(next);
  }
}

/** Chooses all rows, or none where they are chosen already. */
export function toggleAll<R extends Identified>(
  rows: readonly R[],
  choice: RowChoice<R>,
): void {
  const all = choosable(rows, choice).map(({ id }) => id);
  const areAll = all.every(id => choice.chosen.has(id));
  choice.onChange(new Set(areAll ? [] : all));
}

/** Above the checkboxes of the rows, the one of all. */
export function ChooseAll<R extends Identified>(props: {
  rows: readonly R[];
  choice: RowChoice<R>;
}) {
  const { rows, choice } = props;
  const all = choosable(rows, choice);
  const count = all.filter(({ id }) => choice.chosen.has(id)).length;
  return (
    // Not the head of a column: the checkboxes below it have names of their own.
    <td className={styles.choice}>
      <Checkbox
        className={styles.choose}
        aria-label={choice.all}
        isDisabled={all.length === 0}
        isSelected={count > 0 && count === all.length}
        isIndeterminate={count > 0 && count < all.length}
        onChange={() => toggleAll(rows, choice)}
      />
    </td>
  );
}

/** The checkbox of a row, where it has one. */
export function ChooseRow<R extends Identified>(props: {
  row: R;
  choice: RowChoice<R>;
  /** Whether Tab leads to it: in the row that it leads to. */
  isStop: boolean;
}) {
  const { row, choice, isStop } = props;
  const label = choice.labelOf(row);
  return (
    <td className={styles.choice}>
      {label !== undefined && (
        <Checkbox
          className={styles.choose}
          aria-label={label}
          excludeFromTabOrder={!isStop}
          isSelected={choice.chosen.has(row.id)}
          onChange={() => toggleRow(row, choice)}
        />
      )}
    </td>
  );
}
