import { KubeObject } from '../../clusters';
import { at, list, text, texts } from '../../objects';
import { balancerHosts } from '../balancerHosts';
import { present } from '../presentFacts';
import { FactsRule } from '../types';

/** Source: k8s.io/api/networking/v1, IngressRule.Host; Gateway API, HTTPRouteSpec.Hostnames. */
const hostsOf = (route: KubeObject): string[] => [
  ...list(at(route, 'spec', 'rules')).flatMap(
    rule => text(at(rule, 'host')) ?? [],
  ),
  ...texts(at(route, 'spec', 'hostnames')),
];

/** Of a way in: for which hosts, at which addresses. */
export const routeFacts: FactsRule = route =>
  present({ hosts: hostsOf(route), addresses: balancerHosts(route) });

/** Whatever host is asked for at its addresses, it is an Ingress that takes it. */
export const routeHosts = (route: KubeObject): string[] => [
  ...hostsOf(route),
  ...balancerHosts(route),
];

/** Source: Gateway API, Listener.Hostname and GatewayStatusAddress. */
export const gatewayHosts = (gateway: KubeObject): string[] => [
  ...list(at(gateway, 'spec', 'listeners')).flatMap(
    listener => text(at(listener, 'hostname')) ?? [],
  ),
  ...list(at(gateway, 'status', 'addresses')).flatMap(
    address => text(at(address, 'value')) ?? [],
  ),
];
