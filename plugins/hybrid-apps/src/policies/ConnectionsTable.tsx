import { Cell, CellText, ColumnConfig, Table, useTable } from '@backstage/ui';
import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { VerdictMark } from '../components';
import { Translate, useTexts } from '../translation';
import { peerName, peerPlace, portsText } from './connections';
import { linesOf, parentsOf } from './opened';
import { OpenedNote, PeerLabel } from './PeerLabel';
import { Shown, ShownConnection } from './rest';
import { Opener } from './useOpenedPeers';

interface Row {
  id: string;
  source: Peer;
  destination: Peer;
  connection: ShownConnection;
}

/** Connections with those of what their ends stand for after them. */
function inOrder(
  connections: ShownConnection[],
  parents: ReadonlyMap<string, string>,
): ShownConnection[] {
  const topOf = (id: string): string => {
    const parent = parents.get(id);
    return parent === undefined ? id : topOf(parent);
  };
  const groups = new Map<string, ShownConnection[]>();
  for (const connection of connections) {
    const key = JSON.stringify(
      [connection.source, connection.destination].map(topOf),
    );
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(connection);
  }
  return [...groups.values()].flat();
}

function rowsOf(
  { peers, connections }: Shown,
  parents: ReadonlyMap<string, string>,
): Row[] {
  const byId = new Map(peers.map(peer => [peer.id, peer]));
  return inOrder(connections, parents).flatMap(connection => {
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

function columns(t: Translate, opener: Opener): ColumnConfig<Row>[] {
  const peerCell = (peer: Peer) =>
    peer.expandable ? (
      <Cell>
        <PeerLabel peer={peer} opener={opener} />
      </Cell>
    ) : (
      <CellText title={peerName(peer, t)} description={peerPlace(peer, t)} />
    );
  return [
    {
      id: 'from',
      label: t('policies.from'),
      isRowHeader: true,
      width: '2fr',
      cell: ({ source }) => peerCell(source),
    },
    {
      id: 'to',
      label: t('policies.to'),
      width: '2fr',
      cell: ({ destination }) => peerCell(destination),
    },
    {
      id: 'ports',
      label: t('policies.ports'),
      width: '2fr',
      cell: ({ connection }) => (
        <CellText
          title={
            connection.differs
              ? t('policies.someOfThem')
              : portsText(connection, t)
          }
        />
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
  top: readonly Peer[];
  opener: Opener;
  onAsk: (source: Peer, destination: Peer) => void;
}) {
  const t = useTexts();
  const { shown, top, opener, onAsk } = props;
  const { opened } = opener;
  const rows = useMemo(
    () => rowsOf(shown, parentsOf(top, opened)),
    [shown, top, opened],
  );
  const columnConfig = useMemo(() => columns(t, opener), [t, opener]);
  const notes = linesOf(top, opened).flatMap(line =>
    'peer' in line ? [] : [line],
  );
  const { tableProps } = useTable<Row>({
    mode: 'complete',
    data: rows,
    paginationOptions: { pageSize: 50 },
  });
  return (
    <>
      {notes.map(note => (
        <OpenedNote key={note.of.id} {...note} opener={opener} />
      ))}
      <Table<Row>
        {...tableProps}
        columnConfig={columnConfig}
        rowConfig={{
          onClick: ({ source, destination }) => onAsk(source, destination),
        }}
        emptyState={t('policies.none')}
      />
    </>
  );
}
