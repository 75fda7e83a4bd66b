import { Cell, CellText, ColumnConfig, Table, useTable } from '@backstage/ui';
import { useMemo } from 'react';
import { peerName, peerPlace } from '../policies/connections';
import { Translate, useTexts } from '../translation';
import { EffectMark } from './EffectMark';
import { Told } from './effects';
import { portsText } from './words';
import styles from './preview.module.css';

type Row = Told & { id: string };

function columns(t: Translate): ColumnConfig<Row>[] {
  return [
    {
      id: 'effect',
      label: t('preview.effect'),
      width: '1fr',
      minWidth: 128,
      cell: ({ effect }) => (
        <Cell>
          <EffectMark effect={effect} text={t(`preview.${effect}`)} />
        </Cell>
      ),
    },
    {
      id: 'from',
      label: t('policies.from'),
      isRowHeader: true,
      width: '2fr',
      cell: ({ source }) => (
        <CellText
          title={peerName(source, t)}
          description={peerPlace(source, t)}
        />
      ),
    },
    {
      id: 'to',
      label: t('policies.to'),
      width: '2fr',
      cell: ({ destination }) => (
        <CellText
          title={peerName(destination, t)}
          description={peerPlace(destination, t)}
        />
      ),
    },
    {
      id: 'ports',
      label: t('policies.ports'),
      width: '2.5fr',
      cell: ({ before, after }) => (
        <Cell>
          <span className={styles.ports}>
            {t('preview.becomes', {
              before: portsText(before, t),
              after: portsText(after, t),
            })}
          </span>
        </Cell>
      ),
    },
  ];
}

/** The connections that would change, what exposes most first. */
export function ChangesTable({ changes }: { changes: Told[] }) {
  const t = useTexts();
  const columnConfig = useMemo(() => columns(t), [t]);
  const rows = useMemo(
    () => changes.map((change, index) => ({ ...change, id: String(index) })),
    [changes],
  );
  const { tableProps } = useTable<Row>({
    mode: 'complete',
    data: rows,
    paginationOptions: rows.length > 25 ? { pageSize: 25 } : { type: 'none' },
  });
  return <Table<Row> {...tableProps} columnConfig={columnConfig} />;
}
