import { KubeObject } from '../../clusters';
import { at, list, number, text } from '../../objects';

/** An endpoint of a slice, as proxies take it. */
export interface Endpoint {
  /** What it stands for, in each slice and family of addresses. */
  target: string;
  /** Names of the ports that its slice has, `''` for one without a name. */
  ports: ReadonlySet<string>;
  isReady: boolean;
  /** About to end, and the last resort where none is ready. */
  isServing: boolean;
}

/**
 * Source: k8s.io/api/discovery/v1, EndpointConditions: `ready` counts as true
 * where it is absent, `serving` as `ready`. EndpointPort: kube-proxy passes over
 * a port without a number (pkg/proxy/endpointslicecache.go).
 */
export function readEndpoints(slice: KubeObject): Endpoint[] {
  const ports = new Set(
    list(at(slice, 'ports'))
      .filter(port => number(at(port, 'port')) !== undefined)
      .map(port => text(at(port, 'name')) ?? ''),
  );
  return list(at(slice, 'endpoints')).map(endpoint => {
    const told = (name: string) => at(endpoint, 'conditions', name);
    const isReady = told('ready') !== false;
    const isTerminating = told('terminating') === true;
    return {
      target:
        text(at(endpoint, 'targetRef', 'uid')) ??
        text(at(endpoint, 'targetRef', 'name')) ??
        list(at(endpoint, 'addresses')).join(),
      ports,
      isReady,
      isServing:
        isTerminating &&
        (told('serving') === undefined ? isReady : told('serving') === true),
    };
  });
}

/** A port of a Service. */
export interface ServicePort {
  /** By it, slices tell the ports apart. */
  name: string;
  port: string;
  /** What it is on the Pods: a number, or a name that a container declares. */
  target: string;
}

/**
 * The ports that proxies listen on. Clients of a headless Service choose the
 * port themselves, so that none has to be there.
 */
export const portsOf = (service: KubeObject): ServicePort[] =>
  at(service, 'spec', 'clusterIP') === 'None'
    ? []
    : list(at(service, 'spec', 'ports')).map(one => {
        const port = String(at(one, 'port'));
        return {
          name: text(at(one, 'name')) ?? '',
          port,
          target: String(at(one, 'targetPort') ?? port),
        };
      });

/** How many different endpoints there are of a port, or of any. */
export const countOf = (
  endpoints: readonly Endpoint[],
  port: ServicePort | undefined,
  test: (endpoint: Endpoint) => boolean,
): number =>
  new Set(
    endpoints
      .filter(one => test(one) && (!port || one.ports.has(port.name)))
      .map(({ target }) => target),
  ).size;
