import { KubeObject } from '../clusters';
import { at, list, text } from '../objects';

/**
 * Where a load balancer was made for a Service or an Ingress.
 * Source: k8s.io/api/core/v1, LoadBalancerIngress: by its name, its address or both.
 */
export const balancerHosts = (object: KubeObject): string[] =>
  list(at(object, 'status', 'loadBalancer', 'ingress')).flatMap(one =>
    ['hostname', 'ip'].flatMap(field => text(at(one, field)) ?? []),
  );
