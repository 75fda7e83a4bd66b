import { KubeObject } from '../../clusters';
import { at, list, matches, readSelector, text } from '../../objects';
import { Name, World } from '../types';

export const GATEWAY_API = 'gateway.networking.k8s.io';

/**
 * Whether a namespace lets objects of another one name one of its own.
 * Source: Gateway API, ReferenceGrant.
 */
export function isGranted(
  from: KubeObject,
  to: Name['to'],
  world: World,
): boolean {
  const { namespace } = to;
  if (namespace === undefined || namespace === from.metadata.namespace) {
    return true;
  }
  return world
    .list({ group: GATEWAY_API, kind: 'ReferenceGrant', namespace })
    .some(
      grant =>
        list(at(grant, 'spec', 'from')).some(
          one =>
            at(one, 'group') === GATEWAY_API &&
            at(one, 'kind') === from.kind &&
            at(one, 'namespace') === from.metadata.namespace,
        ) &&
        list(at(grant, 'spec', 'to')).some(
          one =>
            (text(at(one, 'group')) ?? '') === to.group &&
            at(one, 'kind') === to.kind &&
            [undefined, to.name].includes(text(at(one, 'name'))),
        ),
    );
}

/**
 * Whether a listener takes routes of a namespace: by default of its holder's own alone.
 * Source: Gateway API, AllowedRoutes and RouteNamespaces.
 */
export function listenerTakes(
  listener: unknown,
  holder: KubeObject,
  namespace: string | undefined,
  world: World,
): boolean {
  const namespaces = at(listener, 'allowedRoutes', 'namespaces');
  switch (text(at(namespaces, 'from')) ?? 'Same') {
    case 'All':
      return true;
    case 'Same':
      return holder.metadata.namespace === namespace;
    case 'Selector': {
      const selector = readSelector(at(namespaces, 'selector'));
      const place =
        namespace === undefined
          ? undefined
          : world.get({ group: '', kind: 'Namespace', name: namespace });
      return (
        selector !== undefined &&
        place !== undefined &&
        matches(selector, place.metadata.labels)
      );
    }
    default:
      return false;
  }
}

/** Whether some listener of a Gateway takes routes of a namespace. */
export const takesRoutesOf = (
  gateway: KubeObject,
  namespace: string | undefined,
  world: World,
): boolean =>
  list(at(gateway, 'spec', 'listeners')).some(listener =>
    listenerTakes(listener, gateway, namespace, world),
  );
