import { unreadPartsOf } from '../../endpoints/collect';
import { PORT_PROTOCOLS, mayDeclare } from '../../endpoints/ports';
import type { Service } from '../../endpoints/services';
import type { Endpoint } from '../../endpoints/types';
import {
  InvalidFieldError,
  get,
  onlyFields,
  pathOf,
  requiredText,
  text,
} from '../../objects/fields';
import type { Field } from '../../objects/fields';
import { allOf } from '../../policies/expressions';
import type { PeerExpression, PortTerm } from '../../policies/types';
import { onePort, wholeProtocol } from '../../ports/connectionSet';
import type { LabelTest } from '../../selectors/labels';
import type { Translation } from '../translation';

/** Some endpoints of a Service, and the ports that they have for it. */
export interface ServiceTarget {
  readonly match: PeerExpression;
  readonly ports: readonly PortTerm[];
}

/** Pods of the pod network, each with a targetPort's number of its own. */
function podTarget(
  service: Service,
  labels: LabelTest,
  path: string,
): ServiceTarget {
  return {
    match: { type: 'pods', namespaces: service.namespace, labels },
    ports: service.ports.map(
      ({ targetPort, protocol }): PortTerm =>
        typeof targetPort === 'number'
          ? { path, connections: onePort(protocol, targetPort) }
          : { path, name: targetPort, protocols: [protocol] },
    ),
  };
}

/** A pod on the host's network is at its node's address, where no policy looks up names. */
function hostTargets(
  service: Service,
  endpoint: Endpoint,
  path: string,
): ServiceTarget[] {
  const { addresses, ports } = endpoint;
  const match: PeerExpression = {
    type: 'addresses',
    ranges: addresses.map(address => ({ from: address, to: address })),
    pods: false,
  };
  const known = service.ports.flatMap(({ targetPort, protocol }) =>
    ports
      .filter(each => each.name === targetPort && each.protocol === protocol)
      .map(each => each.port)
      .concat(typeof targetPort === 'number' ? [targetPort] : [])
      .map(port => ({ path, connections: onePort(protocol, port) })),
  );
  const unread = service.ports
    .filter(
      ({ targetPort }) =>
        typeof targetPort === 'string' && mayDeclare(endpoint, targetPort),
    )
    .map(({ protocol }) => ({ path, connections: wholeProtocol(protocol) }));
  const reason = 'a port of a pod behind the Service cannot be read';
  return [
    { match, ports: known },
    ...(unread.length > 0
      ? [{ match: allOf([match, { type: 'unknown', reason }]), ports: unread }]
      : []),
  ];
}

/**
 * What EndpointSlices list: every endpoint, whatever its conditions, and of their
 * ports those that have a number.
 * Source: calico `felix/serviceindex`, membersFromEndpointSlice.
 */
function sliceTargets(
  namespace: string,
  name: string,
  path: string,
  { inventory }: Translation,
): ServiceTarget[] {
  return inventory.slices
    .filter(each => each.namespace === namespace && each.service === name)
    .map(({ members, ports }) => ({
      match: {
        type: 'addresses',
        ranges: members.map(address => ({ from: address, to: address })),
        pods: true,
      },
      ports: ports.flatMap(({ port, protocol }) =>
        port === undefined
          ? []
          : [{ path, connections: onePort(protocol, port) }],
      ),
    }));
}

/** Nobody knows which endpoints these are, of a Service or EndpointSlice that cannot be read. */
function unreadTargets(
  namespace: string,
  name: string,
  path: string,
  { inventory }: Translation,
): ServiceTarget[] {
  return unreadPartsOf({ namespace, name }, inventory).map(reason => ({
    match: { type: 'unknown', reason },
    ports: PORT_PROTOCOLS.map(protocol => ({
      path,
      connections: wholeProtocol(protocol),
    })),
  }));
}

/**
 * Reads a rule's `services`: the endpoints that a Service's EndpointSlices have,
 * or would have.
 * Source: calico `felix/serviceindex`.
 */
export function readServiceTargets(
  at: Field,
  scope: Translation & { readonly namespace: string | undefined },
): { readonly text: string; readonly targets: readonly ServiceTarget[] } {
  onlyFields(at, 'services', ['name', 'namespace']);
  const name = requiredText(get(at, 'name'));
  const namespace = text(get(at, 'namespace')) || scope.namespace;
  if (!namespace) {
    throw new InvalidFieldError(
      get(at, 'namespace'),
      'is required in a global policy',
    );
  }
  const { services, endpoints } = scope.inventory;
  const service = services.find(
    each => each.name === name && each.namespace === namespace,
  );
  const path = pathOf(at);
  const described = `the endpoints of Service ${namespace}/${name}`;
  if (!service?.selector) {
    const targets = [
      ...sliceTargets(namespace, name, path, scope),
      ...unreadTargets(namespace, name, path, scope),
    ];
    return { text: described, targets };
  }
  const { selector } = service;
  const onHost = endpoints.filter(
    each =>
      each.hostNetwork &&
      each.namespace.name === namespace &&
      selector.test(each.labels),
  );
  return {
    text: described,
    targets: [
      podTarget(service, selector, path),
      ...onHost.flatMap(each => hostTargets(service, each, path)),
    ],
  };
}
