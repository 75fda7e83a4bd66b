import { KubeObject } from '../../clusters';
import { at, called, list, text } from '../../objects';
import { Entry } from '../types';

/** That an object takes requests from outside, for a host where it says one. */
export const entryFor = (
  object: KubeObject,
  host: string | undefined,
  fieldPath: string,
): Entry => ({
  text: `${called(object)} takes requests from outside${
    host ? ` for ${host}` : ''
  }`,
  fieldPath,
  ...(host && { value: host }),
});

/** Source: k8s.io/api/networking/v1, IngressRule.Host. */
export const ingressEntry = (ingress: KubeObject): Entry =>
  entryFor(
    ingress,
    text(at(ingress, 'spec', 'rules', 0, 'host')),
    'spec.rules',
  );

const isService = (parent: unknown) =>
  at(parent, 'kind') === 'Service' && at(parent, 'group') === '';

/**
 * A route that hangs on Services alone is one of a mesh, within the cluster.
 * Source: Gateway API, HTTPRouteSpec.Hostnames; GEP-1426, Gateway API for mesh.
 */
export function gatewayRouteEntry(route: KubeObject): Entry | undefined {
  const parents = list(at(route, 'spec', 'parentRefs'));
  return parents.length > 0 && parents.every(isService)
    ? undefined
    : entryFor(
        route,
        text(at(route, 'spec', 'hostnames', 0)),
        'spec.hostnames',
      );
}

/** Source: Gateway API, Listener.Hostname. */
export const gatewayEntry = (gateway: KubeObject): Entry =>
  entryFor(
    gateway,
    list(at(gateway, 'spec', 'listeners'))
      .map(listener => text(at(listener, 'hostname')))
      .find(host => host !== undefined),
    'spec.listeners',
  );
