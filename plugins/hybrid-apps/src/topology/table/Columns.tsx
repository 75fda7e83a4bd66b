import {
  Button,
  MenuListBox,
  MenuListBoxItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiLayoutColumnLine } from '@remixicon/react';
import { TableColumn } from '../../components';
import { useTexts } from '../../translation';

/** The columns that are shown: all that were not hidden, and always that which names the row. */
export const shownColumns = <Row,>(
  columns: readonly TableColumn<Row>[],
  hidden: ReadonlySet<string>,
): TableColumn<Row>[] =>
  columns.filter(({ id, isRowHeader }) => isRowHeader || !hidden.has(id));

/** Chooses which columns a table shows. Another table's stay as they are. */
export function Columns<Row>(props: {
  /** What the table is called. */
  table: string;
  columns: readonly TableColumn<Row>[];
  hidden: ReadonlySet<string>;
  onHide: (hidden: Iterable<string>) => void;
}) {
  const t = useTexts();
  const { table, hidden, onHide } = props;
  const columns = props.columns.filter(({ isRowHeader }) => !isRowHeader);
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiLayoutColumnLine />}
        aria-label={t('topology.columnsOf', { table })}
      >
        {t('topology.columns')}
      </Button>
      <MenuListBox
        aria-label={t('topology.columnsOf', { table })}
        selectionMode="multiple"
        // Esc closes the menu; it would unselect all.
        escapeKeyBehavior="none"
        selectedKeys={columns.map(({ id }) => id).filter(id => !hidden.has(id))}
        onSelectionChange={keys => {
          const next = new Set(hidden);
          columns.forEach(({ id }) =>
            keys === 'all' || keys.has(id) ? next.delete(id) : next.add(id),
          );
          onHide(next);
        }}
      >
        {columns.map(({ id, label }) => (
          <MenuListBoxItem key={id} id={id}>
            {label}
          </MenuListBoxItem>
        ))}
      </MenuListBox>
    </MenuTrigger>
  );
}
