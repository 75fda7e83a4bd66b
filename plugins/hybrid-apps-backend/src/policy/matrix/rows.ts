import { WorkloadPeer } from '@hybrid-apps/network-policy';
import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { nodeId } from '../../objects';
import { ClusterPolicy } from '../clusterPolicy';
import { peerId, peerKey, unnamedPeer } from '../enginePeers';
import { AppWorkload } from '../peers';
import { Reader } from '../reader';

/** One workload, as a row of its own would have it. */
export interface Unit {
  readonly row: Peer;
  readonly namespace: string;
  /** Undefined where the engine does not know it, or nothing is known of its policies. */
  readonly peer?: WorkloadPeer;
}

/** A row of the matrix, which is also a column, and what it stands for. */
export interface Row {
  readonly peer: Peer;
  readonly units: readonly Unit[];
  /** The rows in place of which it stands; without them, that is its units. */
  readonly merged?: readonly Row[];
  /** Whether its workloads may not be named. */
  readonly isUnnamed?: boolean;
  /** How many it stands for, where that is not told by its units. */
  readonly size?: number;
}

export const sizeOf = ({ size, units }: Row): number => size ?? units.length;

/** So many workloads of an app have rows of their own; of more, their namespaces do. */
export const MAX_OWN_ROWS = 100;

/** More rows that say the same are told as one. */
export const MAX_EQUAL_ROWS = 3;

export function groupBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}

export const rowOf = (unit: Unit): Row => ({ peer: unit.row, units: [unit] });

/** The rows that are told in place of one that stands for several. */
export const rowsIn = ({ merged, units }: Row): readonly Row[] =>
  merged ?? units.map(rowOf);

/** Several workloads in one row; one alone keeps its name. */
function together(units: readonly Unit[], peer: Omit<Peer, 'workloads'>): Row {
  return units.length === 1
    ? rowOf(units[0])
    : {
        peer: { ...peer, workloads: units.length, expandable: true },
        units,
      };
}

/** Names a namespace in ids: what is of the app there, what is not, and what of that is on its nodes' network. */
const namespaceId = (
  cluster: string,
  name: string,
  part: '' | '/app' | '/host',
): string =>
  `${nodeId(cluster, { group: '', kind: 'Namespace', name })}${part}`;

/** The app's workloads on one cluster. */
export const ownUnits = (
  { model }: ClusterPolicy,
  workloads: readonly AppWorkload[],
  isKnown: (peer: WorkloadPeer) => boolean,
): Unit[] => {
  const peers = new Map(model.workloads.map(peer => [peerKey(peer), peer]));
  return workloads
    .map(({ member: { id, cluster, object }, peer }): Unit => {
      const namespace = object.metadata.namespace ?? '';
      const known = peer && isKnown(peer) && peers.get(peerKey(peer));
      return {
        row: {
          id,
          cluster,
          namespace,
          kind: object.kind,
          name: object.metadata.name,
          inApp: true,
        },
        namespace,
        ...(known && { peer: known }),
      };
    })
    .sort((a, b) => (a.row.id < b.row.id ? -1 : 1));
};

/** Rows for the app's workloads: each of a small app, else each of their namespaces, else one. */
export function ownRows(cluster: string, units: readonly Unit[]): Row[] {
  if (units.length <= MAX_OWN_ROWS) {
    return units.map(rowOf);
  }
  const byNamespace = groupBy(units, ({ namespace }) => namespace);
  const inApp = true;
  if (byNamespace.size > MAX_OWN_ROWS) {
    const kind = 'Others';
    const id = nodeId(cluster, { group: '', kind, name: 'app' });
    const name = `${units.length} workloads of the app`;
    return [together(units, { id, cluster, kind, name, inApp })];
  }
  return [...byNamespace].map(([name, members]) =>
    together(members, {
      id: namespaceId(cluster, name, '/app'),
      cluster,
      kind: 'Namespace',
      name,
      inApp,
    }),
  );
}

/**
 * Rows for all workloads that are not of the app: one for each namespace, with
 * those apart that are on their nodes' network, as policies do not hold them; and
 * one for those that the reader may not be told of.
 *
 * @param own - the app's workloads
 */
export function foreignRows(
  { store: { name: cluster, kinds }, model }: ClusterPolicy,
  own: readonly AppWorkload[],
  { mayName }: Reader,
  isKnown: (peer: WorkloadPeer) => boolean,
): Row[] {
  const ofApp = new Set(own.flatMap(({ peer }) => (peer ? peerKey(peer) : [])));
  const units = model.workloads
    .filter(peer => !ofApp.has(peerKey(peer)) && isKnown(peer))
    .map((peer): Unit => {
      const { namespace, kind, name } = peer;
      const id = peerId(cluster, peer, kinds);
      const host = model.posture(peer).hostNetwork ? { hostNetwork: true } : {};
      return {
        row: { id, cluster, namespace, kind, name, inApp: false, ...host },
        namespace,
        peer,
      };
    });
  const isOnHost = ({ row: { hostNetwork = false } }: Unit) => hostNetwork;
  const named = groupBy(
    units.filter(({ row }) => mayName(row.id)),
    unit => namespaceId(cluster, unit.namespace, isOnHost(unit) ? '/host' : ''),
  );
  const unnamed = groupBy(
    units.filter(({ row }) => !mayName(row.id)),
    unit => String(Number(isOnHost(unit))),
  );
  const onHost = ([first]: readonly Unit[]) =>
    isOnHost(first) ? { hostNetwork: true } : {};
  return [
    ...[...named].map(([id, members]) =>
      together(members, {
        id,
        cluster,
        kind: 'Namespace',
        name: members[0].namespace,
        inApp: false,
        ...onHost(members),
      }),
    ),
    ...[...unnamed].map(
      ([index, members]): Row => ({
        peer: {
          ...unnamedPeer(cluster, members.length, Number(index)),
          ...(members.length > 1 && { workloads: members.length }),
          ...onHost(members),
        },
        units: members,
        isUnnamed: true,
      }),
    ),
  ];
}

/** One row in place of many. */
export function mergedRow(cluster: string, rows: readonly Row[]): Row {
  const names = rows
    .slice(0, MAX_EQUAL_ROWS)
    .map(({ peer: { namespace, name } }) =>
      namespace ? `${namespace}/${name}` : name,
    );
  const more = rows.length - names.length;
  const units = rows.flatMap(row => row.units);
  const kind = 'Others';
  return {
    peer: {
      // The first of them names it: another one elsewhere must not give it another name.
      id: nodeId(cluster, { group: '', kind, name: rows[0].peer.id }),
      cluster,
      kind,
      name: `${names.join(', ')} and ${more} more`,
      inApp: false,
      workloads: units.length,
      expandable: true,
      ...(rows.every(({ peer }) => peer.hostNetwork) && { hostNetwork: true }),
    },
    units,
    merged: rows,
  };
}
