import { parseAddress } from '../addresses/ranges';
import type { Address } from '../addresses/ranges';
import {
  InvalidFieldError,
  get,
  integer,
  isPresent,
  items,
  stringMap,
  text,
  texts,
  word,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { ObjectReference, ParsedObject } from '../objects/object';
import { equalitySelector } from '../selectors/labels';
import type { LabelTest } from '../selectors/labels';
import { PORT_PROTOCOLS } from './ports';

/** One port of a Service and where it leads. */
export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** A number, or the name of a container port. */
  readonly targetPort: number | string;
  readonly nodePort?: number;
  readonly path: string;
}

export interface Service {
  readonly reference: ObjectReference;
  readonly namespace: string;
  readonly name: string;
  /** Undefined when the Service selects no pods and lives on EndpointSlices alone. */
  readonly selector?: LabelTest;
  readonly ports: readonly ServicePort[];
  readonly clusterIPs: readonly Address[];
  readonly headless: boolean;
  readonly type: string;
  /** Nodes take in its traffic at addresses that somebody leads to them. */
  readonly hasExternalIPs: boolean;
  readonly externalName?: string;
}

/** The addresses that an EndpointSlice gives a Service. */
export interface ServiceSlice {
  readonly namespace: string;
  readonly service: string;
  /** Of all its endpoints, whatever their conditions. */
  readonly members: readonly Address[];
  /** Of those that are ready, which kube-proxy leads to. */
  readonly addresses: readonly Address[];
  readonly ports: readonly {
    readonly name?: string;
    readonly port?: number;
    readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  }[];
}

function servicePort(at: Field, index: number): ServicePort {
  const portAt = get(at, 'port');
  const port = integer(portAt, 1, 65535);
  if (port === undefined) {
    throw new InvalidFieldError(portAt, 'is required');
  }
  const target = get(at, 'targetPort');
  const targetPort =
    typeof target.value === 'string' && target.value !== ''
      ? target.value
      : integer(target, 0, 65535) || port;
  const name = text(get(at, 'name'));
  const nodePort = integer(get(at, 'nodePort'), 0, 65535);
  return {
    ...(name ? { name } : {}),
    port,
    protocol: word(get(at, 'protocol'), PORT_PROTOCOLS) ?? 'TCP',
    targetPort,
    ...(nodePort ? { nodePort } : {}),
    path: `spec.ports[${index}]`,
  };
}

export function readService(object: ParsedObject): Service {
  const spec = get(object.field, 'spec');
  const type = text(get(spec, 'type')) || 'ClusterIP';
  const selector = stringMap(get(spec, 'selector'));
  const clusterIPs = [
    ...texts(get(spec, 'clusterIPs')),
    text(get(spec, 'clusterIP')) ?? '',
  ];
  const externalName = text(get(spec, 'externalName'));
  return {
    reference: object.reference,
    namespace: object.reference.namespace ?? '',
    name: object.reference.name,
    ...(Object.keys(selector).length > 0
      ? { selector: equalitySelector(selector) }
      : {}),
    ports: items(get(spec, 'ports')).map(servicePort),
    clusterIPs: clusterIPs.flatMap(ip => parseAddress(ip) ?? []),
    headless: clusterIPs.includes('None'),
    type,
    hasExternalIPs: texts(get(spec, 'externalIPs')).length > 0,
    ...(externalName ? { externalName } : {}),
  };
}

/** The label by which an EndpointSlice belongs to a Service. */
export const SERVICE_NAME = 'kubernetes.io/service-name';

/** Reads an EndpointSlice; undefined when it belongs to no Service. */
export function readSlice(object: ParsedObject): ServiceSlice | undefined {
  const service = object.labels[SERVICE_NAME];
  if (!service) {
    return undefined;
  }
  const endpoints = items(get(object.field, 'endpoints')).map(each => ({
    isReady: get(get(each, 'conditions'), 'ready').value !== false,
    addresses: texts(get(each, 'addresses')).flatMap(
      address => parseAddress(address) ?? [],
    ),
  }));
  return {
    namespace: object.reference.namespace ?? '',
    service,
    members: endpoints.flatMap(each => each.addresses),
    addresses: endpoints
      .filter(each => each.isReady)
      .flatMap(each => each.addresses),
    ports: items(get(object.field, 'ports')).map(at => {
      const name = text(get(at, 'name'));
      const port = isPresent(get(at, 'port'))
        ? integer(get(at, 'port'), 1, 65535)
        : undefined;
      return {
        ...(name ? { name } : {}),
        ...(port === undefined ? {} : { port }),
        protocol: word(get(at, 'protocol'), PORT_PROTOCOLS) ?? 'TCP',
      };
    }),
  };
}
