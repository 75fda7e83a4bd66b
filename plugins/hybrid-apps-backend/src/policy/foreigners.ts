import { WorkloadPeer } from '@hybrid-apps/network-policy';
import {
  Connection,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { nodeId } from '../objects';
import { peerId, peerKey, unnamedPeer } from './enginePeers';
import { MayName } from './peers';
import { PolicyStore } from './policyStore';

/** The verdict and ports of a cell, before it has its ends. */
export type Cell = Pick<Connection, 'verdict' | 'ports' | 'reason'>;

/** The cells of a row with the app's workloads, by their ids: from these, and to them. */
type Towards = ReadonlyMap<string, { outgoing?: Cell; incoming?: Cell }>;

/** A row of the matrix that is not of the app. */
interface ForeignRow {
  row: Peer;
  towards: Towards;
}

/** More rows that say the same are told as one. */
const MAX_EQUAL_ROWS = 3;

/** Equal texts say the same of all of the app's workloads, for the same reason. */
const profileOf = ({ row, towards }: ForeignRow): string =>
  JSON.stringify([
    row.hostNetwork ?? false,
    ...[...towards].sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

const onHostAs = ({ row }: ForeignRow) =>
  row.hostNetwork ? { hostNetwork: true } : {};

function groupBy<T>(
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

/** One row in place of all workloads of a namespace. */
function namespaceRow(
  cluster: string,
  name: string,
  member: ForeignRow,
): ForeignRow {
  const kind = 'Namespace';
  const id = nodeId(cluster, { group: '', kind, name });
  return {
    row: { id, cluster, kind, name, inApp: false, ...onHostAs(member) },
    towards: member.towards,
  };
}

/** One row in place of many that say the same. */
function mergeEqual(
  cluster: string,
  rows: readonly ForeignRow[],
): ForeignRow[] {
  return [...groupBy(rows, profileOf).values()].flatMap((equal, index) => {
    if (equal.length <= MAX_EQUAL_ROWS) {
      return equal;
    }
    const names = equal
      .slice(0, MAX_EQUAL_ROWS)
      .map(({ row: { namespace, name } }) =>
        namespace ? `${namespace}/${name}` : name,
      );
    const more = equal.length - names.length;
    const row = {
      id: nodeId(cluster, { group: '', kind: 'Others', name: String(index) }),
      cluster,
      kind: 'Others',
      name: `${names.join(', ')} and ${more} more`,
      inApp: false,
      ...onHostAs(equal[0]),
    };
    return [{ row, towards: equal[0].towards }];
  });
}

/** A cell without why it is so, which tells of both ends. */
const withoutReason = (cell: Cell | undefined): Cell | undefined =>
  cell && { verdict: cell.verdict, ports: cell.ports };

/** One row in place of those that the viewer may not know, where they say the same. */
function mergeUnnamed(
  cluster: string,
  named: readonly ForeignRow[],
): ForeignRow[] {
  const rows = named.map(({ row, towards }) => ({
    row,
    towards: new Map(
      [...towards].map(([id, { outgoing, incoming }]) => [
        id,
        {
          ...(outgoing && { outgoing: withoutReason(outgoing) }),
          ...(incoming && { incoming: withoutReason(incoming) }),
        },
      ]),
    ),
  }));
  return [...groupBy(rows, profileOf).values()].map((equal, index) => ({
    row: {
      ...unnamedPeer(cluster, equal.length, index),
      ...onHostAs(equal[0]),
    },
    towards: equal[0].towards,
  }));
}

/**
 * Gathers the connections of an app's workloads with those of others, and
 * makes rows of them: a namespace in place of all of its workloads, and one
 * row in place of many, where they have the same cells. Otherwise an open
 * workload would list every other one of its cluster.
 */
export function createForeigners() {
  const known = new Map<
    string,
    {
      peer: WorkloadPeer;
      towards: Map<string, { outgoing?: Cell; incoming?: Cell }>;
    }
  >();
  return {
    add(
      peer: WorkloadPeer,
      id: string,
      direction: 'outgoing' | 'incoming',
      cell: Cell,
    ): void {
      const key = peerKey(peer);
      const foreigner = known.get(key) ?? { peer, towards: new Map() };
      known.set(key, foreigner);
      foreigner.towards.set(id, {
        ...foreigner.towards.get(id),
        [direction]: cell,
      });
    },

    /**
     * @param all - every workload of the cluster that is not of the app
     * @param isOnHost - whether a workload's pods are on their nodes' network
     */
    rows(
      { name: cluster, kinds }: Pick<PolicyStore, 'name' | 'kinds'>,
      all: readonly WorkloadPeer[],
      mayName: MayName,
      isOnHost: (peer: WorkloadPeer) => boolean,
    ): ForeignRow[] {
      const whole = groupBy(all, ({ namespace }) => namespace);
      const rows = [...known.values()].map(({ peer, towards }): ForeignRow => {
        const { namespace, kind, name } = peer;
        const id = peerId(cluster, peer, kinds);
        const host = isOnHost(peer) ? { hostNetwork: true } : {};
        return {
          row: { id, cluster, namespace, kind, name, inApp: false, ...host },
          towards,
        };
      });
      const named = rows.filter(({ row }) => mayName(row.id));
      const byNamespace = groupBy(named, ({ row }) => row.namespace ?? '');
      return [
        ...mergeEqual(
          cluster,
          [...byNamespace].flatMap(([namespace, members]) => {
            const isUniform = new Set(members.map(profileOf)).size === 1;
            const isWhole = members.length === whole.get(namespace)?.length;
            return isUniform && isWhole && members.length > 1
              ? [namespaceRow(cluster, namespace, members[0])]
              : members;
          }),
        ),
        ...mergeUnnamed(
          cluster,
          rows.filter(({ row }) => !mayName(row.id)),
        ),
      ];
    },
  };
}
