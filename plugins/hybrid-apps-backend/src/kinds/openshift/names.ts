import { KubeObject } from '../../clusters';
import { at, list, text } from '../../objects';
import { routesTo } from '../routes';
import { Name } from '../types';

/**
 * The Services that a Route sends to. Its port is a target port, by name or
 * number.
 * Source: github.com/openshift/api/route/v1, RouteSpec.
 */
export function routeNames(route: KubeObject): Name[] {
  const port = at(route, 'spec', 'port', 'targetPort');
  const backends = list(at(route, 'spec', 'alternateBackends'));
  return [
    { target: at(route, 'spec', 'to'), fieldPath: 'spec.to' },
    ...backends.map((target, index) => ({
      target,
      fieldPath: `spec.alternateBackends[${index}]`,
    })),
  ].flatMap(({ target, fieldPath }) => {
    const name = text(at(target, 'name'));
    const kind = text(at(target, 'kind')) ?? 'Service';
    return name && kind === 'Service'
      ? [routesTo(route, name, port, fieldPath)]
      : [];
  });
}
