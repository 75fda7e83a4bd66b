import { KubeObject } from '../../clusters';
import { at, list, text, texts } from '../../objects';
import { balancerHosts } from '../balancerHosts';
import { present, unique } from '../presentFacts';
import { FactsRule, World } from '../types';
import { gatewayRouteUrls, ingressUrls } from './urls';

/** Source: k8s.io/api/networking/v1, IngressRule.Host; Gateway API, HTTPRouteSpec.Hostnames. */
const hostsOf = (route: KubeObject): string[] => [
  ...list(at(route, 'spec', 'rules')).flatMap(
    rule => text(at(rule, 'host')) ?? [],
  ),
  ...texts(at(route, 'spec', 'hostnames')),
];

function urlsOf(route: KubeObject, world: World): string[] {
  switch (route.kind) {
    case 'Ingress':
      return ingressUrls(route);
    case 'HTTPRoute':
      return gatewayRouteUrls(route, world);
    default:
      return [];
  }
}

/** Of a way in: for which hosts, at which addresses. */
export const routeFacts: FactsRule = (route, world) =>
  present({
    hosts: hostsOf(route),
    addresses: balancerHosts(route),
    urls: urlsOf(route, world),
  });

/** Whatever host is asked for at its addresses, it is an Ingress that takes it. */
export const routeHosts = (route: KubeObject): string[] => [
  ...hostsOf(route),
  ...balancerHosts(route),
];

/** Source: Gateway API, Listener.Hostname. */
const listenerHosts = (gateway: KubeObject): string[] =>
  list(at(gateway, 'spec', 'listeners')).flatMap(
    listener => text(at(listener, 'hostname')) ?? [],
  );

/** Source: Gateway API, GatewayStatusAddress. */
const gatewayAddresses = (gateway: KubeObject): string[] =>
  list(at(gateway, 'status', 'addresses')).flatMap(
    address => text(at(address, 'value')) ?? [],
  );

export const gatewayHosts = (gateway: KubeObject): string[] => [
  ...listenerHosts(gateway),
  ...gatewayAddresses(gateway),
];

/** Of a Gateway: for which hosts its listeners are, at which addresses. */
export const gatewayFacts: FactsRule = gateway =>
  present({
    hosts: unique(listenerHosts(gateway)),
    addresses: gatewayAddresses(gateway),
  });
