import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Measured } from './metrics';

type Nodes = ClusterDetails['nodes'];

/** For who may not see every namespace: as with other sums, what is hidden would show in it. */
export const UNTOLD: Measured = {
  measurement: {
    state: 'untold',
    message:
      'What nodes use is not told, as there may be Pods in namespaces that you may not see.',
  },
  figures: new Map(),
};

/** Nodes with what each uses, as far as that is known. */
export function withNodeUse(
  nodes: Nodes,
  { measurement, figures }: Measured,
): Nodes {
  const isUnmeasured =
    measurement.state === 'measured' && figures.size === 0 && nodes.total > 0;
  return {
    ...nodes,
    items: nodes.items.map(node => {
      const used = figures.get(node.name)?.used;
      return used ? { ...node, used } : node;
    }),
    use: isUnmeasured
      ? {
          state: 'unknown',
          message:
            'None of the nodes is measured yet: metrics-server tells of a node once it has measured it twice.',
        }
      : measurement,
  };
}
