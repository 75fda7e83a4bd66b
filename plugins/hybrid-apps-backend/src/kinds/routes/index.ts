import { standing } from '../standing';
import { Kind, kindsOf } from '../types';
import { routeFacts } from './facts';

/** Ways in from outside. */
export const routes: readonly Kind[] = [
  {
    groups: ['networking.k8s.io'],
    kind: 'Ingress',
    category: 'network',
    health: standing,
    facts: routeFacts,
  },
  ...kindsOf(
    ['gateway.networking.k8s.io'],
    ['HTTPRoute', 'GRPCRoute', 'TLSRoute'],
    { category: 'network', facts: routeFacts },
  ),
];
