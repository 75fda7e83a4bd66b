import { Cell, CellText, ColumnConfig, Table, useTable } from '@backstage/ui';
import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { VerdictMark } from '../components';
import { Translate, useTexts } from '../translation';
import { peerName, peerPlace } from './connections';
import { Shown, ShownConnection } from './rest';

interface Row {
  id: string;
  source: Peer;
  destination: Peer;
  connection: ShownConnection;
}

function rowsOf({ peers, connections }: Shown): Row[] {
  const byId = new Map(peers.map(peer => [peer.id, peer]));
  return connections.flatMap(connection => {
    const source = byId.get(connection.source);
    const destination = byId.get(connection.destination);
    return source && destination
      ? [
          {
            id: `${source.id}→${destination.id}`,
            source,
            destination,
            connection,
          },
        ]
      : [];
  });
}

function columns(t: Translate): ColumnConfig<Row>[] {
  return [
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
      width: '2fr',
      cell: ({ connection: { differs, ports } }) => (
        <CellText title={differs ? t('policies.someOfThem') : ports} />
      ),
    },
    {
      id: 'verdict',
      label: t('topology.column.verdict'),
      cell: ({ connection }) => (
        <Cell>
          <VerdictMark verdict={connection.verdict} />
        </Cell>
      ),
    },
    {
      id: 'reason',
      label: t('policies.reason'),
      width: '2fr',
      cell: ({ connection }) => <CellText title={connection.reason ?? '—'} />,
    },
  ];
}

/** All that the matrix shows, pair by pair. */
export function ConnectionsTable(props: {
  shown: Shown;
  onAsk: (source: Peer, destination: Peer) => void;
}) {
  const t = useTexts();
  const { shown, onAsk } = props;
  const rows = useMemo(() => rowsOf(shown), [shown]);
  const columnConfig = useMemo(() => columns(t), [t]);
  const { tableProps } = useTable<Row>({
    mode: 'complete',
    data: rows,
    paginationOptions: { pageSize: 50 },
  });
  return (
    <Table<Row>
      {...tableProps}
      columnConfig={columnConfig}
      rowConfig={{
        onClick: ({ source, destination }) => onAsk(source, destination),
      }}
      emptyState={t('policies.none')}
    />
  );
}
