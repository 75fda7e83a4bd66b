import { generic } from '../generic';
import { Kind, kindsOf } from '../types';
import { routeFacts } from './facts';
import { gatewayHealth, routeHealth } from './gateways';
import { ingressHealth } from './ingress';

const category = 'network';
const facts = routeFacts;

/** Ways in from outside. */
export const routes: readonly Kind[] = [
  {
    groups: ['networking.k8s.io'],
    kind: 'Ingress',
    category,
    health: {
      judge: ingressHealth,
      source: 'k8s.io/api/networking/v1, IngressStatus',
    },
    facts,
  },
  {
    groups: ['gateway.networking.k8s.io'],
    kind: 'Gateway',
    category,
    health: {
      judge: gatewayHealth,
      source: 'Gateway API, GatewayConditionType and ListenerConditionType',
    },
  },
  {
    groups: ['gateway.networking.k8s.io'],
    kind: 'GatewayClass',
    category,
    health: {
      judge: generic.judge,
      source: 'Gateway API, GatewayClassConditionType',
    },
  },
  ...kindsOf(
    ['gateway.networking.k8s.io'],
    ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'],
    {
      category,
      health: {
        judge: routeHealth,
        source: 'Gateway API, RouteConditionType of all parents',
      },
      facts,
    },
  ),
];
