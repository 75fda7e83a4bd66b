import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Peer as EnginePeer } from '@hybrid-apps/network-policy';
import { ClusterStore } from '../clusters';
import { nodeId } from '../objects';

/** The API group of a workload's kind, as the engine names peers by kind alone. */
function groupOfKind(kind: string): string {
  switch (kind) {
    case 'Pod':
    case 'ReplicationController':
      return '';
    case 'Job':
    case 'CronJob':
      return 'batch';
    case 'VirtualMachine':
    case 'VirtualMachineInstance':
      return 'kubevirt.io';
    default:
      return 'apps';
  }
}

const WHOLE_RANGES: Record<string, string> = {
  '0.0.0.0-255.255.255.255': 'Any IPv4 address outside',
  '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff': 'Any IPv6 address outside',
};

/** A peer of the engine as the API names it. `app` holds the ids of the app's workloads. */
export function peerOf(
  store: ClusterStore,
  peer: EnginePeer,
  app: ReadonlySet<string>,
): Peer {
  if (peer.type === 'external') {
    const range = peer.from === peer.to ? peer.from : `${peer.from}-${peer.to}`;
    return {
      id: `outside/${range}`,
      kind: 'External',
      name: WHOLE_RANGES[range] ?? range,
      inApp: false,
    };
  }
  const { namespace, kind, name } = peer.type === 'pod' ? peer.workload : peer;
  const id = nodeId(store.name, {
    group: groupOfKind(kind),
    kind,
    namespace,
    name,
  });
  return { id, cluster: store.name, namespace, kind, name, inApp: app.has(id) };
}

/** What of a topology id names a peer to the engine. */
export function engineName(id: string): {
  cluster: string;
  namespace: string;
  kind: string;
  name: string;
} {
  const [cluster, namespace, , kind, ...name] = id.split('/');
  return { cluster, namespace, kind, name: name.join('/') };
}
