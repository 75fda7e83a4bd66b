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
export const ALL = 'All Connections';

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

const ANY_IPV4 = ['0.0.0.0-255.255.255.255', '0.0.0.0/0'];
const ANY_IPV6 = ['::/0'];

/** Whether a range is all of IPv4. */
export const isAnyIpv4 = (range: string) => ANY_IPV4.includes(range);

/** Whether a range is all of IPv6. */
export const isAnyIpv6 = (range: string) => ANY_IPV6.includes(range);

/** A peer's name, for a sentence. */
export function shortName(
  { name, kind, inApp, hostNetwork }: Peer,
  t: Translate,
): string {
  if (isAnyIpv4(name)) {
    return t('policies.anyIpv4');
  }
  if (isAnyIpv6(name)) {
    return t('policies.anyIpv6');
  }
  switch (kind) {
    case REST:
      return t('policies.rest', { cluster: name });
    case NODES:
      return t('policies.nodes', { cluster: name });
    case 'Namespace':
      // One namespace may have a row of each: its workloads of the app, others, and those on the host's network.
      if (inApp) {
        return t('policies.ofApp', { name });
      }
      return hostNetwork ? t('policies.onHost', { name }) : name;
    default:
      return name;
  }
}

/** What is named in full: ranges of addresses, and several workloads in one. */
const NAMED_IN_FULL = ['External', 'Others', REST, NODES];

/** A peer's name, with what tells it from others of the same name. */
export const peerName = (peer: Peer, t: Translate): string =>
  NAMED_IN_FULL.includes(peer.kind)
    ? shortName(peer, t)
    : `${shortName(peer, t)} (${kindWord(peer.kind, t)})`;

/** Where a peer is; what has no place is outside. */
export function peerPlace(peer: Peer, t: Translate): string {
  if (peer.kind === REST) {
    return t('policies.restPlace');
  }
  if (peer.kind === NODES) {
    return t('policies.nodesPlace');
  }
  const place = [peer.cluster, peer.namespace].filter(Boolean).join(' / ');
  return (
    [
      place,
      peer.workloads && t('policies.workloads', { n: String(peer.workloads) }),
    ]
      .filter(Boolean)
      .join(', ') || t('policies.outside')
  );
}

/** Of how many pairs of workloads a connection is told; empty where that is all. */
export function pairsText(
  { verdict, pairs }: Pick<Connection, 'pairs'> & { verdict: string },
  t: Translate,
): string {
  if (!pairs) {
    return '';
  }
  const { allowed, uncertain, of } = pairs;
  const n = verdict === 'allowed' ? allowed : uncertain;
  return verdict === 'allowed' && uncertain > 0
    ? t('policies.pairsAndUncertain', {
        n: String(n),
        of: String(of),
        uncertain: String(uncertain),
      })
    : t('policies.pairs', { n: String(n), of: String(of) });
}

/** The ports of a connection, and of how many pairs they are told. */
export function portsText(connection: Connection, t: Translate): string {
  const { ports } = connection;
  const pairs = pairsText(connection, t);
  return pairs ? `${ports} (${pairs})` : ports;
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
  const ports = portsText(
    {
      ...connection,
      ports: connection.ports === ALL ? t('policies.all') : connection.ports,
    },
    t,
  );
  return connection.verdict === 'uncertain' ? `? ${ports}` : ports;
}

export const PROTOCOLS: Protocol[] = ['TCP', 'UDP', 'SCTP'];

export interface PortChoice {
  protocol: Protocol;
  port: number;
}

const PART = /^(?:(TCP|UDP|SCTP) )?(\d+)(?:-(\d+))?$/;

/** The ranges of a text like `TCP 80,8080-8090,UDP 53`, as the engine writes it. */
function rangesOf(ports: string) {
  let protocol: Protocol | undefined;
  return ports.split(',').flatMap(part => {
    const [, named, from, to = from] = PART.exec(part.trim()) ?? [];
    // A part without a protocol is of the one before.
    protocol = PROTOCOLS.find(known => known === named) ?? protocol;
    return from && protocol
      ? [{ protocol, from: Number(from), to: Number(to) }]
      : [];
  });
}

/** Whether a text like `TCP 80,8080-8090,UDP 53` has a port. */
export const hasPort = (
  ports: string,
  { protocol, port }: PortChoice,
): boolean =>
  ports === ALL ||
  rangesOf(ports).some(
    range =>
      range.protocol === protocol && range.from <= port && port <= range.to,
  );

/** The ports of a text like `TCP 80,8080-8090,UDP 53`; of a range, the first. */
export const portsIn = (ports: string): PortChoice[] =>
  rangesOf(ports).map(({ protocol, from }) => ({ protocol, port: from }));

/** The ports that anybody may reach a peer on, as far as they are named. */
export const portsTo = (
  connections: Connection[],
  destination: string,
): PortChoice[] =>
  connections
    .filter(connection => connection.destination === destination)
    .flatMap(({ ports }) => portsIn(ports));

/** The port to ask about: what is open between the two, else to the second. */
export function suggestPort(
  connections: Connection[],
  source: string,
  destination: string,
): PortChoice | undefined {
  const own = connections.filter(connection => connection.source === source);
  return [
    ...portsTo(own, destination),
    ...portsTo(connections, destination),
  ].at(0);
}

/** The connections as a table, the first row being headings. */
export function connectionsCsv(
  { peers, connections }: Pick<PolicyStatus, 'peers' | 'connections'>,
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
    ...connections.map(connection => [
      ...names(connection.source),
      ...names(connection.destination),
      portsText(connection, t),
      t(`verdict.${connection.verdict}`),
      connection.reason ?? '',
    ]),
  ];
}
