import { KubeObject } from '../../clusters';
import { at, list, number, text, texts } from '../../objects';
import { ServicePort, servicePorts } from './ports';

/** An endpoint of a slice, as proxies take it. */
export interface Endpoint {
  /** What it stands for, in each slice and family of addresses. */
  target: string;
  addresses: readonly string[];
  /** The name of its Pod; undefined for what is no Pod of the cluster. */
  pod?: string;
  /** The ports that its slice has by their names, `''` for one without a name. */
  ports: ReadonlyMap<string, number>;
  /** Where it runs, as far as it is told. */
  node?: string;
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
  const ports = new Map(
    list(at(slice, 'ports')).flatMap((one): Array<[string, number]> => {
      const port = number(at(one, 'port'));
      return port === undefined ? [] : [[text(at(one, 'name')) ?? '', port]];
    }),
  );
  return list(at(slice, 'endpoints')).map(endpoint => {
    const told = (name: string) => at(endpoint, 'conditions', name);
    const isReady = told('ready') !== false;
    const isTerminating = told('terminating') === true;
    const addresses = texts(at(endpoint, 'addresses'));
    const isPod = at(endpoint, 'targetRef', 'kind') === 'Pod';
    const pod = isPod ? text(at(endpoint, 'targetRef', 'name')) : undefined;
    const node = text(at(endpoint, 'nodeName'));
    return {
      target:
        text(at(endpoint, 'targetRef', 'uid')) ??
        text(at(endpoint, 'targetRef', 'name')) ??
        addresses.join(),
      addresses,
      ...(pod && { pod }),
      ...(node && { node }),
      ports,
      isReady,
      isServing:
        isTerminating &&
        (told('serving') === undefined ? isReady : told('serving') === true),
    };
  });
}

/**
 * The ports that proxies listen on. Clients of a headless Service choose the
 * port themselves, so that none has to be there.
 */
export const portsOf = (service: KubeObject): ServicePort[] =>
  at(service, 'spec', 'clusterIP') === 'None' ? [] : servicePorts(service);

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
