import { Cell, CellText, ColumnConfig, Table, useTable } from '@backstage/ui';
import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { peerName, peerPlace } from '../policies/connections';
import { REST } from '../policies/rest';
import { Translate, useTexts } from '../translation';
import { EffectMark } from './EffectMark';
import { Told } from './effects';
import { portsText } from './words';
import styles from './preview.module.css';

type Row = Told & { id: string };

function endCell(peer: Peer, folded: number | undefined, t: Translate) {
  const place =
    peer.kind === REST && folded
      ? t('preview.folded', { count: folded })
      : peerPlace(peer, t);
  return <CellText title={peerName(peer, t)} description={place} />;
}

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
      cell: ({ source, folded }) => endCell(source, folded, t),
    },
    {
      id: 'to',
      label: t('policies.to'),
      width: '2fr',
      cell: ({ destination, folded }) => endCell(destination, folded, t),
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
