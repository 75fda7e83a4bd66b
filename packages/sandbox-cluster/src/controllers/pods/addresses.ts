import { Node, View } from '../shapes';
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
