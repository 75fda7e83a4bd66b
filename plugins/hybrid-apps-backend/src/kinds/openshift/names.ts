import { KubeObject } from '../../clusters';
import { at, list, text } from '../../objects';
import { routesTo } from '../routes';
import { Name } from '../types';

/**
 * The Services that a Route sends to. Its port is a target port, by name or
 * number.
 * Source: github.com/openshift/api/route/v1, RouteSpec.
 */
export function routeBackends(
  route: KubeObject,
): Array<{ service: string; port: unknown; fieldPath: string }> {
  const port = at(route, 'spec', 'port', 'targetPort');
  const backends = list(at(route, 'spec', 'alternateBackends'));
  return [
    { target: at(route, 'spec', 'to'), fieldPath: 'spec.to' },
    ...backends.map((target, index) => ({
      target,
      fieldPath: `spec.alternateBackends[${index}]`,
    })),
  ].flatMap(({ target, fieldPath }) => {
    const service = text(at(target, 'name'));
    const kind = text(at(target, 'kind')) ?? 'Service';
    return service && kind === 'Service' ? [{ service, port, fieldPath }] : [];
  });
}

export const routeNames = (route: KubeObject): Name[] =>
  routeBackends(route).map(({ service, port, fieldPath }) =>
    routesTo(route, service, port, fieldPath),
  );
