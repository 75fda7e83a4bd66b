import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { edge, nodesOf } from './build';

const NAMESPACES = 4;

/** An app of so many workloads, each with its Service and disk, each calling the next. */
export function largeTopology(workloads: number): Topology {
  const parts = Array.from({ length: workloads }, (_, index) => {
    const node = nodesOf(`onprem/shop-${index % NAMESPACES}`);
    return {
      service: node('Service', `service-${index}`),
      workload: node(
        index % 3 === 0 ? 'VirtualMachine' : 'Deployment',
        `workload-${index}`,
        { ingress: 'isolated' },
      ),
      disk: node('PersistentVolumeClaim', `data-${index}`),
    };
  });
  return {
    entityRef: 'system:default/shop',
    revision: '1',
    nodes: parts.flatMap(({ service, workload, disk }) => [
      service,
      workload,
      disk,
    ]),
    edges: parts.flatMap(({ service, workload, disk }, index) => [
      edge(service, workload, 'selects', 'By labels.', { ports: '8080' }),
      edge(workload, disk, 'mounts', 'By its volumes.'),
      ...(parts[index + NAMESPACES]
        ? [
            edge(
              workload,
              parts[index + NAMESPACES].service,
              'connects',
              'By its environment.',
              { ports: '8080', verdict: 'allowed' },
            ),
          ]
        : []),
    ]),
    knowledge: [],
  };
}
