import { KubeObject } from '../../clusters';
import { at, called, texts } from '../../objects';
import { Entry } from '../types';
import { formatPorts } from './ports';

/**
 * A Service with an address of its own, with a port on each node, or whose
 * traffic nodes take in at addresses that somebody leads to them.
 * Source: k8s.io/api/core/v1, ServiceType and ServiceSpec.ExternalIPs.
 */
export function serviceEntry(service: KubeObject): Entry | undefined {
  const type = at(service, 'spec', 'type');
  const externalIPs = texts(at(service, 'spec', 'externalIPs')).join(', ');
  const byType = type === 'LoadBalancer' || type === 'NodePort';
  const ports = formatPorts(service);
  return byType || externalIPs
    ? {
        text: `${called(service)} is open to addresses outside of the cluster`,
        ...(byType
          ? { fieldPath: 'spec.type', value: type }
          : { fieldPath: 'spec.externalIPs', value: externalIPs }),
        ...(ports && { ports }),
      }
    : undefined;
}

/**
 * Whether a load balancer is to take in connections from some addresses alone. Whether
 * it does hangs on who provides it, and is no network policy.
 * Source: k8s.io/api/core/v1, ServiceSpec.LoadBalancerSourceRanges.
 */
export function takesFromSome(service: KubeObject): boolean {
  const ranges = texts(at(service, 'spec', 'loadBalancerSourceRanges'));
  return (
    at(service, 'spec', 'type') === 'LoadBalancer' &&
    ranges.length > 0 &&
    !ranges.some(one => /\/0$/.test(one.trim()))
  );
}

/** The same in words, where who asks is not known. */
export const FROM_SOME =
  'The load balancer is to take in connections from some addresses alone (spec.loadBalancerSourceRanges), and from which this one comes is not known';
