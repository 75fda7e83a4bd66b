import {
  Cluster,
  Enforcement,
  Health,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** How well a cluster's state is, for its mark. */
export const HEALTH_OF_STATE: Readonly<Record<Cluster['state'], Health>> = {
  synced: 'healthy',
  syncing: 'progressing',
  stale: 'unknown',
  unreachable: 'degraded',
  'per-user': 'unjudged',
};

/** The network plugin with its version. */
export const enforcedBy = ({ plugin, version }: Enforcement): string =>
  [plugin, version].filter(Boolean).join(' ');

const OF_VMS = ['*', 'kubevirts.kubevirt.io', 'nodes'];

/** Whether VMs can run on a cluster, and on how many nodes: KubeVirt is there, and a node takes them. */
export function vmsOf({
  kubevirtVersion,
  nodes,
  knowledge,
  addOns,
}: Pick<Cluster, 'addOns' | 'knowledge' | 'kubevirtVersion' | 'nodes'>): {
  possible: 'yes' | 'no' | 'unknown';
  nodes: number;
} {
  const count = nodes.filter(({ virtualMachines }) => virtualMachines).length;
  const hasKubeVirt =
    kubevirtVersion !== undefined ||
    addOns.some(({ name }) => name === 'kubevirt');
  if (hasKubeVirt && count > 0) {
    return { possible: 'yes', nodes: count };
  }
  const isUnsure = knowledge.some(({ kind }) => OF_VMS.includes(kind));
  return { possible: isUnsure ? 'unknown' : 'no', nodes: count };
}
