import { namespace, networkPolicy, object, pod, withPorts } from './objects';
import type { Manifest } from './objects';

/** Short writing of Calico's objects for tests, and pods that they are about. */

export const V3 = 'projectcalico.org/v3';
/** The group and version that Calico stores its objects in. */
export const STORED = 'crd.projectcalico.org/v1';

export const SHOP: readonly Manifest[] = [
  namespace('shop', { team: 'a' }),
  namespace('other', { team: 'b' }),
  object(
    'v1',
    'ServiceAccount',
    'robot',
    {},
    { namespace: 'shop', labels: { role: 'ci' } },
  ),
  pod('shop/db', { app: 'db' }, withPorts({ name: 'sql', containerPort: 80 }), {
    podIP: '10.0.0.1',
  }),
  pod(
    'shop/web',
    { app: 'web' },
    { serviceAccountName: 'robot' },
    { podIP: '10.0.0.2' },
  ),
  pod('other/web', { app: 'web' }, {}, { podIP: '10.0.1.2' }),
  pod(
    'shop/host',
    { app: 'db' },
    { hostNetwork: true, nodeName: 'n1' },
    { hostIP: '192.168.0.1' },
  ),
];

export const DB = "app == 'db'";

/** Calico's NetworkPolicy in namespace shop; of the db pods, unless it says others. */
export function np(
  name: string,
  spec: object,
  apiVersion = V3,
  kind = 'NetworkPolicy',
): Manifest {
  return object(
    apiVersion,
    kind,
    name,
    { spec: { selector: DB, ...spec } },
    { namespace: 'shop' },
  );
}

/** A GlobalNetworkPolicy; of all db pods, unless it says others. */
export function gnp(
  name: string,
  spec: object,
  kind = 'GlobalNetworkPolicy',
): Manifest {
  return object(V3, kind, name, { spec: { selector: DB, ...spec } });
}

export function tier(name: string, spec: object): Manifest {
  return object(V3, 'Tier', name, { spec });
}

export const ALLOW = { action: 'Allow' };
export const DENY = { action: 'Deny' };
export const PASS = { action: 'Pass' };
export const LOG = { action: 'Log' };

/** One ingress rule with this source. */
export function source(entity: object, action = 'Allow') {
  return { ingress: [{ action, source: entity }] };
}

/** One ingress rule with these fields. */
export function ingress(rule: object, action = 'Allow') {
  return { ingress: [{ action, ...rule }] };
}

/** A NetworkPolicy of Kubernetes that lets all in to all pods of shop. */
export const OPEN_SHOP = networkPolicy('shop/open', {
  podSelector: {},
  ingress: [{}],
});
