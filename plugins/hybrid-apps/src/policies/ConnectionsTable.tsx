import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { TableColumn, VerdictMark, VirtualTable } from '../components';
import { Translate, useTexts } from '../translation';
import { peerName, portsText } from './connections';
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

function columns(t: Translate, opener: Opener): TableColumn<Row>[] {
  return [
    {
      id: 'from',
      label: t('policies.from'),
      isRowHeader: true,
      weight: 2,
      sortBy: ({ source }) => peerName(source, t),
      cell: ({ source }) => <PeerLabel peer={source} opener={opener} />,
    },
    {
      id: 'to',
      label: t('policies.to'),
      weight: 2,
      sortBy: ({ destination }) => peerName(destination, t),
      cell: ({ destination }) => (
        <PeerLabel peer={destination} opener={opener} />
      ),
    },
    {
      id: 'ports',
      label: t('policies.ports'),
      weight: 2,
      cell: ({ connection }) =>
        connection.differs
          ? t('policies.someOfThem')
          : portsText(connection, t),
    },
    {
      id: 'verdict',
      label: t('topology.column.verdict'),
      weight: 1.25,
      sortBy: ({ connection }) => t(`verdict.${connection.verdict}`),
      cell: ({ connection }) => <VerdictMark verdict={connection.verdict} />,
    },
    {
      id: 'reason',
      label: t('policies.reason'),
      weight: 2,
      cell: ({ connection }) => connection.reason ?? '—',
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
  return (
    <>
      {notes.map(note => (
        <OpenedNote key={note.of.id} {...note} opener={opener} />
      ))}
      <VirtualTable
        label={t('policies.whoTitle')}
        columns={columnConfig}
        rows={rows}
        onOpen={({ source, destination }) => onAsk(source, destination)}
        emptyState={t('policies.none')}
        sortParam="sort"
      />
    </>
  );
}
