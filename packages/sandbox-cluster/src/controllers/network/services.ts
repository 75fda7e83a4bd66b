import { matchesSelector } from '../meta';
import { reconciler, Service, View, withStatus } from '../shapes';
import { Write } from '../types';
import { endpoints, endpointSlices } from './endpoints';

/** Keeps the EndpointSlices and Endpoints of Services, and their outside addresses. */
export const services = reconciler({
  name: 'endpoint-slice-controller',
  kind: 'Service',
  owns: ['EndpointSlice'],
  watches: {
    Pod: (pod, view) =>
      view
        .list('Service', { namespace: pod.metadata.namespace })
        .map(service => service.metadata),
    Endpoints: object => [object.metadata],
  },
  reconcile(service, view) {
    if (
      service.metadata.deletionTimestamp ||
      service.spec.type === 'ExternalName'
    ) {
      return { writes: [] };
    }
    const writes = balancer(service, view);
    if (!service.spec.selector) {
      return { writes };
    }
    const pods = view
      .list('Pod', { namespace: service.metadata.namespace })
      .filter(pod =>
        matchesSelector(
          { matchLabels: service.spec.selector },
          pod.metadata.labels,
        ),
      );
    return {
      writes: [
        ...writes,
        ...endpointSlices(service, pods, view),
        ...endpoints(service, pods, view),
      ],
    };
  },
});

/** The cloud's load balancer, with an address of the range for documentation (RFC 5737). */
function balancer(service: Service, view: View): Write[] {
  if (
    service.spec.type !== 'LoadBalancer' ||
    service.status?.loadBalancer?.ingress
  ) {
    return [];
  }
  return [
    withStatus(service, {
      ...service.status,
      loadBalancer: { ingress: [{ ip: freeExternalIP(view) }] },
    }),
  ];
}

/** An outside address that no Service, Ingress or Gateway has yet. */
export function freeExternalIP(view: View): string {
  const taken = new Set([
    ...[...view.list('Service'), ...view.list('Ingress')].flatMap(object =>
      (object.status?.loadBalancer?.ingress ?? []).map(({ ip }) => ip),
    ),
    ...view
      .list('Gateway')
      .flatMap(gateway => gateway.status?.addresses ?? [])
      .map(({ value }) => value),
  ]);
  for (let host = 10; host < 255; host += 1) {
    if (!taken.has(`203.0.113.${host}`)) {
      return `203.0.113.${host}`;
    }
  }
  throw new Error('No outside address is left in 203.0.113.0/24');
}
