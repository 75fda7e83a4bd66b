import { KubeObject } from '../clusters';
import { at, list, text } from '../objects';

/**
 * Where a load balancer was made for a Service or an Ingress.
 * Source: k8s.io/api/core/v1, LoadBalancerIngress: its address or its name.
 */
export const balancerHosts = (object: KubeObject): string[] =>
  list(at(object, 'status', 'loadBalancer', 'ingress')).flatMap(
    one => text(at(one, 'ip')) ?? text(at(one, 'hostname')) ?? [],
  );
