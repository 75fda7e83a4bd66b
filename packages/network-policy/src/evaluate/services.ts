import type { Address } from '../addresses/ranges';
import { unreadPartsOf } from '../endpoints/collect';
import { mayDeclare } from '../endpoints/ports';
import type { Service, ServicePort } from '../endpoints/services';
import type { Endpoint } from '../endpoints/types';
import { formatReference } from '../objects/object';
import type { Protocol } from '../ports/connectionSet';
import type { BuiltModel } from './built';

/** What is behind a Service, a pod or an address outside, and the port at which it gets the connection. */
export interface Backend {
  readonly end: Endpoint | Address;
  readonly port: number;
}

/** The pods that a Service's selector or its EndpointSlices name. */
export function podsBehind(service: Service, model: BuiltModel): Endpoint[] {
  const { selector } = service;
  if (selector) {
    return model.directory
      .inNamespace(service.namespace)
      .filter(each => selector.test(each.labels));
  }
  return model.inventory.slices
    .filter(
      each =>
        each.namespace === service.namespace && each.service === service.name,
    )
    .flatMap(each => each.addresses)
    .flatMap(address => model.directory.byAddress.get(address) ?? []);
}

/** The number of a targetPort at one pod; undefined when the pod has no port of that name. */
export function targetPortAt(
  target: ServicePort,
  endpoint: Endpoint,
): number | undefined {
  return typeof target.targetPort === 'number'
    ? target.targetPort
    : endpoint.ports.find(
        each =>
          each.name === target.targetPort && each.protocol === target.protocol,
      )?.port;
}

/**
 * What EndpointSlices list for a port of a Service without a selector. Their ports
 * are found by name, and count for the Service's targetPort.
 * Source: kubernetes `pkg/proxy`, endpointslicecache.go.
 */
function listedBehind(
  service: Service,
  target: ServicePort | undefined,
  asked: number,
  { inventory, directory }: BuiltModel,
): Backend[] {
  return inventory.slices
    .filter(
      each =>
        each.namespace === service.namespace && each.service === service.name,
    )
    .flatMap(({ addresses, ports }) => {
      const ends = addresses.map(each => directory.byAddress.get(each) ?? each);
      const numbers = target
        ? ports
            .filter(
              each =>
                each.name === target.name && each.protocol === target.protocol,
            )
            .map(each => each.port ?? target.port)
        : [asked];
      return numbers.flatMap(port => ends.map(end => ({ end, port })));
    });
}

/** Why there may be backends that nobody knows of, where something cannot be read. */
function whyOthers(
  service: Service,
  target: ServicePort | undefined,
  { directory, inventory }: BuiltModel,
): string | undefined {
  const { namespace, name, selector } = service;
  if (!selector) {
    return unreadPartsOf({ namespace, name }, inventory)[0];
  }
  const fault = inventory.doubtful.find(
    each =>
      each.fault !== undefined &&
      (each.object.namespace ?? namespace) === namespace,
  );
  if (fault) {
    const { object } = fault;
    return `${formatReference(object)} may be behind it, and cannot be read`;
  }
  const port = target?.targetPort;
  const unread = directory
    .inNamespace(namespace)
    .find(
      each =>
        typeof port === 'string' &&
        mayDeclare(each, port) &&
        selector.test(each.labels),
    );
  return unread
    ? `a port of ${formatReference(
        unread.object,
      )}, which may have the name that is asked for, cannot be read`
    : undefined;
}

/** The backends of one port of a Service, or why there are none. */
export function backendsOf(
  service: Service,
  protocol: Protocol,
  port: number,
  model: BuiltModel,
): {
  readonly backends: readonly Backend[];
  readonly missing?: string;
  /** Why there may be others. */
  readonly unknown?: string;
} {
  const name = `Service ${service.namespace}/${service.name}`;
  // A headless one has no address of its own: clients find the pods and keep the port.
  const target = service.headless
    ? undefined
    : service.ports.find(
        each => each.port === port && each.protocol === protocol,
      );
  if (!target && !service.headless) {
    const ports = service.ports.map(each => `${each.protocol} ${each.port}`);
    return {
      backends: [],
      missing: `${name} has no port ${protocol} ${port} (it has ${
        ports.join(', ') || 'none'
      })`,
    };
  }
  const pods = service.selector ? podsBehind(service, model) : [];
  const backends = service.selector
    ? pods.flatMap(end => {
        const number = target ? targetPortAt(target, end) : port;
        return number === undefined ? [] : [{ end, port: number }];
      })
    : listedBehind(service, target, port, model);
  const unknown = whyOthers(service, target, model);
  if (backends.length > 0 || unknown !== undefined) {
    return { backends, ...(unknown === undefined ? {} : { unknown }) };
  }
  return {
    backends,
    missing:
      pods.length > 0 && target
        ? `no pod behind ${name} has a port named "${target.targetPort}"`
        : `${name} has no pods behind it`,
  };
}
