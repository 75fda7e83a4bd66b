/**
 * MultiNetworkPolicy: a NetworkPolicy for the secondary networks that its
 * annotation names, after k8snetworkplumbingwg/multi-networkpolicy.
 */
import type { NetworkPolicy } from './networkPolicy';

export function policiesFor(
  network: string,
  policies: readonly NetworkPolicy[],
): NetworkPolicy[] {
  return policies.filter(({ metadata }) => {
    const { namespace, annotations = {} } = metadata;
    return (annotations['k8s.v1.cni.cncf.io/policy-for'] ?? '')
      .split(',')
      .map(each => each.trim())
      .some(
        each =>
          (each.includes('/') ? each : `${namespace}/${each}`) === network,
      );
  });
}
