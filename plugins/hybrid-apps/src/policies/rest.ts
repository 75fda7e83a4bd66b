import {
  Connection,
  Peer,
  PolicyStatus,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/**
 * Namespaces of what runs a cluster, by the names that its installers give.
 * Those of ingress controllers are not among them: they are the way in.
 */
const ADD_ON_NAMESPACES = [
  /^(kube|openshift|calico|tigera|cilium|gatekeeper|metallb|rook)-/,
  /^(cdi|kubevirt|cilium|cert-manager|kubernetes-dashboard|monitoring)$/,
];

/** The kind of the row that stands for the rest of a cluster. */
export const REST = 'Rest';

/** The kind of the row for those of the rest that are on their nodes' network. */
export const NODES = 'Nodes';

/**
 * Whether a peer is of the rest of its cluster: an add-on, or several that
 * policy does not tell apart.
 */
export function isRest({ kind, namespace, name, inApp }: Peer): boolean {
  if (inApp || kind === 'External') {
    return false;
  }
  const place = kind === 'Namespace' ? name : namespace ?? '';
  return kind === 'Others' || ADD_ON_NAMESPACES.some(each => each.test(place));
}

/**
 * The row for a peer that is of the rest of its cluster. What is on its node's
 * network is apart: it reaches the node's pods whatever policies say.
 */
export function restOf({ cluster = '', hostNetwork }: Peer): Peer {
  const kind = hostNetwork ? NODES : REST;
  return {
    id: `${cluster}///${kind}`,
    cluster,
    kind,
    name: cluster,
    inApp: false,
  };
}

/** A connection of one row, or what there is to say of those of several. */
export interface ShownConnection extends Connection {
  /** Whether not all that the row stands for have this connection. */
  differs?: boolean;
}

/** What the matrix and its table show. */
export interface Shown {
  peers: Peer[];
  connections: ShownConnection[];
}

const distinct = (peers: Peer[]): Peer[] => [
  ...new Map(peers.map(peer => [peer.id, peer])).values(),
];

/** A connection of a row, and how many pairs of workloads it is told of. */
interface Part {
  connection: Connection;
  pairs: number;
}

/** Of how many pairs a connection says that it is so. */
const countOf = (
  { connection: { verdict, pairs: of }, pairs }: Part,
  what: 'allowed' | 'uncertain',
): number => (of ? of[what] : Number(verdict === what) * pairs);

/** Several connections as one. */
function merge(all: Part[], of: number): ShownConnection {
  const [{ connection: first }] = all;
  const sum = (what: 'allowed' | 'uncertain') =>
    all.reduce((total, part) => total + countOf(part, what), 0);
  const [allowed, uncertain] = [sum('allowed'), sum('uncertain')];
  const isSame = all.every(
    ({ connection: { verdict, ports, pairs } }) =>
      verdict === first.verdict && ports === first.ports && !pairs,
  );
  if (isSame && allowed + uncertain === of) {
    return first;
  }
  return {
    ...first,
    differs: true,
    verdict: allowed > 0 ? 'allowed' : 'uncertain',
    pairs: { allowed, uncertain, of },
  };
}

const workloadsOf = ({ workloads = 1 }: Peer): number => workloads;

/**
 * Puts one row in place of all that are the rest of a cluster, and one in place
 * of those of them that are on their nodes' network. Nothing is left
 * out: where they do not have the same connections, the row says so.
 */
export function foldRest({
  peers,
  connections,
}: Pick<PolicyStatus, 'peers' | 'connections'>): Shown {
  const folded = new Map<string, { rows: number; workloads: number }>();
  for (const peer of peers.filter(isRest)) {
    const { id } = restOf(peer);
    const { rows, workloads } = folded.get(id) ?? { rows: 0, workloads: 0 };
    folded.set(id, {
      rows: rows + 1,
      workloads: workloads + workloadsOf(peer),
    });
  }
  const sizes = new Map(peers.map(peer => [peer.id, workloadsOf(peer)]));
  const sizeOf = (id: string) =>
    folded.get(id)?.workloads ?? sizes.get(id) ?? 1;
  const rowOf = new Map(
    peers.map(peer => {
      const rest = restOf(peer);
      // A row in place of one alone would hide its name for nothing.
      const isFolded = isRest(peer) && (folded.get(rest.id)?.rows ?? 0) > 1;
      return [peer.id, isFolded ? rest : peer];
    }),
  );
  const idOf = (id: string) => rowOf.get(id)?.id ?? id;

  const cells = new Map<string, Part[]>();
  for (const connection of connections) {
    const ends = {
      source: idOf(connection.source),
      destination: idOf(connection.destination),
    };
    const key = JSON.stringify(ends);
    const cell = cells.get(key) ?? [];
    cells.set(key, cell);
    cell.push({
      connection: { ...connection, ...ends },
      pairs: sizeOf(connection.source) * sizeOf(connection.destination),
    });
  }
  return {
    peers: distinct([...rowOf.values()]),
    connections: [...cells.values()].map(all => {
      const { source, destination } = all[0].connection;
      const isFolded = folded.has(source) || folded.has(destination);
      return isFolded
        ? merge(all, sizeOf(source) * sizeOf(destination))
        : all[0].connection;
    }),
  };
}
