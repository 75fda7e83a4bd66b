import { namespace, networkPolicy, object, pod, withPorts } from './objects';
import type { Manifest } from './objects';

/** Short writing of ClusterNetworkPolicies for tests, and pods that they are about. */

const ofApp = (app: string) => ({
  pods: { namespaceSelector: {}, podSelector: { matchLabels: { app } } },
});

export const ALL = { namespaces: {} };
export const DB = ofApp('db');
export const WEB = ofApp('web');

export const SHOP: readonly Manifest[] = [
  namespace('shop'),
  pod('shop/db', { app: 'db' }, withPorts({ name: 'sql', containerPort: 80 }), {
    podIP: '10.0.0.1',
  }),
  pod('shop/web', { app: 'web' }, {}, { podIP: '10.0.0.2' }),
  pod(
    'shop/host',
    { app: 'db' },
    { hostNetwork: true, nodeName: 'n1' },
    { hostIP: '192.168.0.1' },
  ),
  object(
    'v1',
    'Node',
    'n1',
    { status: { addresses: [{ type: 'InternalIP', address: '192.168.0.1' }] } },
    { labels: { zone: 'a' } },
  ),
];

/** An Admin policy on the db pods, unless it says others. */
export function cnp(name: string, spec: object): Manifest {
  return object(
    'policy.networking.k8s.io/v1alpha2',
    'ClusterNetworkPolicy',
    name,
    { spec: { tier: 'Admin', priority: 10, subject: DB, ...spec } },
  );
}

/** An ingress rule, from all pods unless it says others. */
export function from(action: string, rest: object = {}) {
  return { action, from: [ALL], ...rest };
}

/** An egress rule with one peer. */
export function to(action: string, peer: object, rest: object = {}) {
  return { action, to: [peer], ...rest };
}

/** A NetworkPolicy that lets nobody in to the db pods. */
export const ISOLATE = networkPolicy('shop/isolate', {
  podSelector: { matchLabels: { app: 'db' } },
});

/** A NetworkPolicy that lets all in to the db pods. */
export const OPEN = networkPolicy('shop/open', {
  podSelector: { matchLabels: { app: 'db' } },
  ingress: [{}],
});
