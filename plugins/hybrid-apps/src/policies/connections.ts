import {
  Connection,
  Peer,
  PolicyStatus,
  Protocol,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { kindWord } from '../topology/words';
import { Translate } from '../translation';
import { NODES, REST, ShownConnection } from './rest';

/** What the engine says where every port of every protocol is permitted. */
const ALL = 'All Connections';

/** Who may connect to whom, by source and destination. */
export type ConnectionIndex = Map<string, ShownConnection>;

const key = (source: string, destination: string) =>
  `${source}\n${destination}`;

export const indexConnections = (
  connections: ShownConnection[],
): ConnectionIndex =>
  new Map(
    connections.map(connection => [
      key(connection.source, connection.destination),
      connection,
    ]),
  );

export const connectionBetween = (
  index: ConnectionIndex,
  source: string,
  destination: string,
): ShownConnection | undefined => index.get(key(source, destination));

const EVERYWHERE = {
  '0.0.0.0-255.255.255.255': 'policies.anyIpv4',
  '0.0.0.0/0': 'policies.anyIpv4',
  '::/0': 'policies.anyIpv6',
} as const;

const isEverywhere = (name: string): name is keyof typeof EVERYWHERE =>
  name in EVERYWHERE;

/** Ranges of addresses, and several workloads in one. */
const NAMED_IN_FULL = ['External', 'Others'];

/** A peer's name, with what tells it from others of the same name. */
export function peerName(peer: Peer, t: Translate): string {
  if (isEverywhere(peer.name)) {
    return t(EVERYWHERE[peer.name]);
  }
  if (peer.kind === REST) {
    return t('policies.rest', { cluster: peer.name });
  }
  if (peer.kind === NODES) {
    return t('policies.nodes', { cluster: peer.name });
  }
  return NAMED_IN_FULL.includes(peer.kind)
    ? peer.name
    : `${peer.name} (${kindWord(peer.kind, t)})`;
}

/** Where a peer is; what has no place is outside. */
export function peerPlace(peer: Peer, t: Translate): string {
  if (peer.kind === REST) {
    return t('policies.restPlace');
  }
  if (peer.kind === NODES) {
    return t('policies.nodesPlace');
  }
  const place = [peer.cluster, peer.namespace].filter(Boolean).join(' / ');
  return place || t('policies.outside');
}

/** What a cell of the matrix says. */
export function cellText(
  connection: ShownConnection | undefined,
  t: Translate,
): string {
  if (!connection) {
    return '—';
  }
  if (connection.differs) {
    return t('policies.someOfThem');
  }
  const ports = connection.ports === ALL ? t('policies.all') : connection.ports;
  return connection.verdict === 'uncertain' ? `? ${ports}` : ports;
}

export interface PortChoice {
  protocol: Protocol;
  port: number;
}

const FIRST_PORT = /\b(TCP|UDP|SCTP) (\d+)/;

/** The first port of a text like `TCP 80,8080-8090,UDP 53`. */
export function firstPort(ports: string): PortChoice | undefined {
  const [, protocol, port] = FIRST_PORT.exec(ports) ?? [];
  const known = (['TCP', 'UDP', 'SCTP'] as const).find(p => p === protocol);
  return known && { protocol: known, port: Number(port) };
}

/** The port to ask about: what is open between the two, else to the second. */
export function suggestPort(
  connections: Connection[],
  source: string,
  destination: string,
): PortChoice | undefined {
  const toIt = connections.filter(
    connection => connection.destination === destination,
  );
  const own = toIt.filter(connection => connection.source === source);
  for (const { ports } of [...own, ...toIt]) {
    const choice = firstPort(ports);
    if (choice) {
      return choice;
    }
  }
  return undefined;
}

/** The connections as a table, the first row being headings. */
export function connectionsCsv(
  { peers, connections }: PolicyStatus,
  t: Translate,
): string[][] {
  const byId = new Map(peers.map(peer => [peer.id, peer]));
  const names = (id: string) => {
    const peer = byId.get(id);
    return peer ? [peer.name, peer.kind, peerPlace(peer, t)] : [id, '', ''];
  };
  return [
    [
      t('policies.from'),
      t('topology.column.kind'),
      t('topology.column.place'),
      t('policies.to'),
      t('topology.column.kind'),
      t('topology.column.place'),
      t('policies.ports'),
      t('topology.column.verdict'),
      t('policies.reason'),
    ],
    ...connections.map(({ source, destination, ports, verdict, reason }) => [
      ...names(source),
      ...names(destination),
      ports,
      t(`verdict.${verdict}`),
      reason ?? '',
    ]),
  ];
}
