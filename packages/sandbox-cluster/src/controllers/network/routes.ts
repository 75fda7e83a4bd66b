import { setCondition } from '../meta';
import { Condition, reconciler, withStatus } from '../shapes';
import { freeExternalIP } from './services';

/** Where the cluster's ingress controller listens (RFC 5737). */
const INGRESS_ADDRESS = '203.0.113.2';

/** The ingress controller: gives its address to the Ingresses of its class. */
export const ingresses = reconciler({
  name: 'nginx-ingress-controller',
  kind: 'Ingress',
  watches: {
    IngressClass: (_class, view) =>
      view.list('Ingress').map(ingress => ingress.metadata),
  },
  reconcile(ingress, view) {
    const name = ingress.spec?.ingressClassName;
    return {
      writes:
        name && view.get('IngressClass', name)
          ? [
              withStatus(ingress, {
                loadBalancer: { ingress: [{ ip: INGRESS_ADDRESS }] },
              }),
            ]
          : [],
    };
  },
});

/** The gateway's controller: an address, and word that it is programmed. */
export const gateways = reconciler({
  name: 'gateway-controller',
  kind: 'Gateway',
  reconcile(gateway, view, now) {
    const { generation } = gateway.metadata;
    const observed = { observedGeneration: generation };
    const conditions = [
      {
        type: 'Accepted',
        status: 'True' as const,
        reason: 'Accepted',
        message: 'Gateway is accepted',
        ...observed,
      },
      {
        type: 'Programmed',
        status: 'True' as const,
        reason: 'Programmed',
        message: 'Gateway is programmed',
        ...observed,
      },
    ].reduce<Condition[]>(
      (all, next) => setCondition(all, next, now),
      gateway.status?.conditions ?? [],
    );
    return {
      writes: [
        withStatus(gateway, {
          ...gateway.status,
          addresses: gateway.status?.addresses ?? [
            { type: 'IPAddress', value: freeExternalIP(view) },
          ],
          conditions,
          listeners: (gateway.spec.listeners ?? []).map(({ name }) => ({
            name,
            attachedRoutes: 0,
            supportedKinds: [
              { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
            ],
            conditions,
          })),
        }),
      ],
    };
  },
});
