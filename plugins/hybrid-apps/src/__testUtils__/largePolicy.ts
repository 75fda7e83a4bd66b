import {
  Peer,
  PolicyPeers,
  PolicyStatus,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { inventoryPolicy, web } from './inventory';

/** How many workloads each team has. */
const WORKLOADS = 45;

const teamRow = (name: string): Peer => ({
  id: `onprem///Namespace/${name}`,
  cluster: 'onprem',
  kind: 'Namespace',
  name,
  inApp: false,
  workloads: WORKLOADS,
  expandable: true,
});

/** The app `inventory` in a cluster of so many other namespaces. */
export function largePolicy(teams: number): PolicyStatus {
  const rows = Array.from({ length: teams }, (_, index) =>
    teamRow(`team-${index + 1}`),
  );
  return {
    ...inventoryPolicy,
    peers: [...inventoryPolicy.peers, ...rows],
    connections: [
      ...inventoryPolicy.connections,
      ...rows.map((row, index) => ({
        source: row.id,
        destination: web.id,
        verdict: 'allowed' as const,
        ports: 'TCP 8080',
        pairs: { allowed: index + 1, uncertain: 0, of: WORKLOADS },
      })),
    ],
  };
}

/** A page of what one of these namespaces stands for. */
export function largePolicyPeers({
  peer,
  limit = 100,
  cursor = '0',
}: {
  peer: string;
  limit?: number;
  cursor?: string;
}): PolicyPeers {
  const namespace = peer.split('/').at(-1) ?? '';
  const first = Number(cursor);
  const letIn = Number(namespace.split('-')[1]);
  const count = Math.min(limit, WORKLOADS - first);
  const items = Array.from({ length: count }, (_, index): Peer => {
    const name = `worker-${first + index + 1}`;
    return {
      id: `onprem/${namespace}/apps/Deployment/${name}`,
      cluster: 'onprem',
      namespace,
      kind: 'Deployment',
      name,
      inApp: false,
    };
  });
  return {
    items,
    connections: items
      .filter((_, index) => first + index < letIn)
      .map(({ id }) => ({
        source: id,
        destination: web.id,
        verdict: 'allowed',
        ports: 'TCP 8080',
      })),
    others: inventoryPolicy.peers.filter(({ inApp }) => inApp),
    ...(first + count < WORKLOADS && { nextCursor: String(first + count) }),
  };
}
