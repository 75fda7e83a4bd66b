import type { Service, ServicePort } from '../endpoints/services';
import type { Endpoint } from '../endpoints/types';
import type { Protocol } from '../ports/connectionSet';
import type { BuiltModel } from './built';

/** A pod behind a Service and the port at which it gets the connection. */
export interface Backend {
  readonly endpoint: Endpoint;
  readonly port: number;
}

/** The pods that a Service's selector or its EndpointSlices name. */
export function podsBehind(service: Service, model: BuiltModel): Endpoint[] {
  const { selector } = service;
  if (selector) {
    return (model.classes.byNamespace.get(service.namespace) ?? [])
      .filter(each => selector.test(each.labels))
      .flatMap(each => each.members);
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

/** The backends of one port of a Service, or why there are none. */
export function backendsOf(
  service: Service,
  protocol: Protocol,
  port: number,
  model: BuiltModel,
): { readonly backends: readonly Backend[]; readonly missing?: string } {
  const name = `Service ${service.namespace}/${service.name}`;
  const pods = podsBehind(service, model);
  if (service.headless) {
    // No address of its own: clients find the pods and keep the port.
    return pods.length > 0
      ? { backends: pods.map(endpoint => ({ endpoint, port })) }
      : { backends: [], missing: `${name} has no pods behind it` };
  }
  const target = service.ports.find(
    each => each.port === port && each.protocol === protocol,
  );
  if (!target) {
    const ports = service.ports.map(each => `${each.protocol} ${each.port}`);
    return {
      backends: [],
      missing: `${name} has no port ${protocol} ${port} (it has ${
        ports.join(', ') || 'none'
      })`,
    };
  }
  const backends = pods.flatMap(endpoint => {
    const number = targetPortAt(target, endpoint);
    return number === undefined ? [] : [{ endpoint, port: number }];
  });
  if (backends.length > 0) {
    return { backends };
  }
  return {
    backends,
    missing:
      pods.length === 0
        ? `${name} has no pods behind it`
        : `no pod behind ${name} has a port named "${target.targetPort}"`,
  };
}
