import type { Endpoint } from '../endpoints/types';
import { formatPeer } from '../endpoints/types';
import type { BuiltModel } from './built';

const IP_BLOCKS =
  'ipBlock is taken to mean addresses outside the cluster; whether it matches pods too depends on the network plugin (option ipBlockMatchesPods)';

/**
 * What a reader of a verdict should know beside it: what it takes for granted of
 * these ends.
 */
export function notesOn(
  { calico, ipBlockMatchesPods, hasIpBlocks }: BuiltModel,
  ends: readonly (Endpoint | bigint)[],
): string[] {
  const endpoints = ends.flatMap(end => (typeof end === 'bigint' ? [] : [end]));
  const elsewhere = endpoints
    .filter(each => each.offPodNetwork)
    .map(each => formatPeer(each.peer));
  const isAmongPods = endpoints.length === ends.length;
  return [
    ...(isAmongPods && hasIpBlocks && !calico && !ipBlockMatchesPods
      ? [IP_BLOCKS]
      : []),
    ...[...new Set(elsewhere)].map(
      vm =>
        `${vm} has no interface on the pod network: the verdict is about its virt-launcher pod, and nothing reaches the VM that way`,
    ),
  ];
}
