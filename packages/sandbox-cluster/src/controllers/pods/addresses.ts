import { isJson } from '../../objects';
import { Node, Pod, View } from '../shapes';
import { hasEnded } from './schedule';

export function nodeAddress(node: Node | undefined): string | undefined {
  return node?.status?.addresses?.find(a => a.type === 'InternalIP')?.address;
}

/** The lowest address of the node's pod network (a /24) that no pod has. */
export function freePodAddress(node: Node | undefined, view: View): string {
  const network = node?.spec?.podCIDR ?? '10.244.0.0/24';
  const prefix = network.split('.').slice(0, 3).join('.');
  const taken = new Set(
    view
      .list('Pod')
      .filter(pod => !hasEnded(pod))
      .map(pod => pod.status?.podIP),
  );
  // .0 and .255 belong to the network, .1 to the node.
  for (let host = 2; host < 255; host += 1) {
    const address = `${prefix}.${host}`;
    if (!taken.has(address)) {
      return address;
    }
  }
  throw new Error(
    `Node ${node?.metadata.name} has no free address left in ${network}`,
  );
}

const NETWORKS = 'k8s.v1.cni.cncf.io/networks';
const NETWORK_STATUS = 'k8s.v1.cni.cncf.io/network-status';

/** Multus' account of a pod's interfaces, where the pod asks for more than one. */
export function networkStatus(
  pod: Pod,
  ip: string,
): Record<string, string> | undefined {
  const asked = pod.metadata.annotations?.[NETWORKS];
  if (!asked || pod.metadata.annotations?.[NETWORK_STATUS]) {
    return undefined;
  }
  const networks: Array<Record<string, unknown>> = asked.startsWith('[')
    ? parseList(asked)
    : asked.split(',').map(name => ({ name: name.trim() }));
  const status = [
    { name: 'k8s-pod-network', ips: [ip], default: true, dns: {} },
    ...networks.map(({ name, namespace, interface: nic, mac }, i) => ({
      name: String(name).includes('/')
        ? name
        : `${namespace ?? pod.metadata.namespace}/${name}`,
      interface: nic ?? `net${i + 1}`,
      ...(mac ? { mac } : {}),
      dns: {},
    })),
  ];
  return { [NETWORK_STATUS]: JSON.stringify(status, null, 4) };
}

function parseList(text: string): Array<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isJson) : [];
  } catch {
    // As multus does with an annotation it cannot read: the pod has eth0 alone.
    return [];
  }
}
