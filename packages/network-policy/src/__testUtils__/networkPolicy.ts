import { namespace, networkPolicy, pod, withPorts } from './objects';
import type { Manifest } from './objects';

/** Pods that tests of NetworkPolicy are about, and short writing of policies for them. */

export const DB = { matchLabels: { app: 'db' } };
export const WEB = { matchLabels: { app: 'web' } };

export const SHOP: readonly Manifest[] = [
  namespace('other', { team: 'b' }),
  pod(
    'shop/db',
    { app: 'db' },
    withPorts({ name: 'sql', containerPort: 5432 }),
    { podIP: '10.0.0.1' },
  ),
  pod(
    'shop/db-2',
    { app: 'db' },
    withPorts({ name: 'sql', containerPort: 5433 }),
  ),
  pod('shop/web', { app: 'web' }, {}, { podIP: '10.0.0.2' }),
  pod('shop/bare'),
  pod('other/web', { app: 'web' }),
];

/** A policy on shop's db pods with these ingress rules. */
export function ingress(...rules: unknown[]): Manifest {
  return networkPolicy('shop/db', { podSelector: DB, ingress: rules });
}

/** A policy on shop's web pods with these egress rules. */
export function egress(...rules: unknown[]): Manifest {
  return networkPolicy('shop/web', { podSelector: WEB, egress: rules });
}
