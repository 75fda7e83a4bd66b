import { generic } from '../generic';
import { standing } from '../standing';
import { Kind, kindsOf } from '../types';
import { INGRESS_CLASS } from './classes';
import { gatewayEntry, gatewayRouteEntry, ingressEntry } from './entry';
import { gatewayFacts, gatewayHosts, routeFacts, routeHosts } from './facts';
import { gatewayHealth, routeHealth } from './gateways';
import { ingressHealth } from './ingress';
import {
  gatewayNames,
  gatewayRouteNames,
  ingressNames,
  listenerSetNames,
} from './names';

const category = 'network';
const facts = routeFacts;
const whole = { keep: ['spec', 'status'] };

export { classMeant } from './classes';
export { entryFor } from './entry';
export { saidByParent } from './gateways';
export { GATEWAY_API, isGranted, listenerTakes } from './grants';
export { isSection } from './listeners';
export {
  ingressDefault,
  ingressPaths,
  parentMeant,
  routesTo,
  serviceMeant,
  type IngressBackend,
  type IngressPath,
} from './names';
export { isUnder } from './paths';
export { openshiftUrls } from './urls';

/** Ways in from outside. */
export const routes: readonly Kind[] = [
  {
    groups: ['networking.k8s.io'],
    kind: 'Ingress',
    category,
    watch: {
      resource: 'ingresses',
      keep: ['spec', 'status.loadBalancer'],
      annotations: [INGRESS_CLASS],
    },
    reachability: 'tells',
    health: {
      judge: ingressHealth,
      source:
        'k8s.io/api/networking/v1, IngressServiceBackend and IngressStatus',
    },
    names: ingressNames,
    entry: ingressEntry,
    hosts: routeHosts,
    facts,
  },
  {
    groups: ['networking.k8s.io'],
    kind: 'IngressClass',
    category,
    watch: { resource: 'ingressclasses', keep: ['spec.controller'] },
    health: standing,
  },
  {
    groups: ['gateway.networking.k8s.io'],
    kind: 'Gateway',
    category,
    watch: { resource: 'gateways', ...whole },
    reachability: 'tells',
    names: gatewayNames,
    entry: gatewayEntry,
    hosts: gatewayHosts,
    facts: gatewayFacts,
    health: {
      judge: gatewayHealth,
      source: 'Gateway API, GatewayConditionType and ListenerConditionType',
    },
  },
  // A part of a Gateway that a team has for itself.
  {
    groups: ['gateway.networking.k8s.io'],
    kind: 'ListenerSet',
    category,
    watch: { resource: 'listenersets', ...whole },
    names: listenerSetNames,
    entry: gatewayEntry,
    hosts: gatewayHosts,
    facts: gatewayFacts,
    health: {
      judge: gatewayHealth,
      source:
        'Gateway API, ListenerSetConditionType and ListenerEntryConditionType',
    },
  },
  {
    groups: ['gateway.networking.k8s.io'],
    kind: 'GatewayClass',
    category,
    watch: { resource: 'gatewayclasses', ...whole },
    health: {
      judge: generic.judge,
      source: 'Gateway API, GatewayClassConditionType',
    },
  },
  ...kindsOf(
    ['gateway.networking.k8s.io'],
    [
      ['HTTPRoute', 'httproutes'],
      ['GRPCRoute', 'grpcroutes'],
      ['TLSRoute', 'tlsroutes'],
      ['TCPRoute', 'tcproutes'],
      ['UDPRoute', 'udproutes'],
    ],
    {
      category,
      watch: whole,
      reachability: 'tells',
      names: gatewayRouteNames,
      entry: gatewayRouteEntry,
      hosts: routeHosts,
      health: {
        judge: routeHealth,
        source: 'Gateway API, RouteConditionType of all parents',
      },
      facts,
    },
  ),
  ...kindsOf(
    ['gateway.networking.k8s.io'],
    [['ReferenceGrant', 'referencegrants']],
    { category, watch: whole, reachability: 'tells' },
  ),
];
