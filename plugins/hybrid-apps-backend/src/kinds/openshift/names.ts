import { KubeObject } from '../../clusters';
import { at, list, number, text } from '../../objects';
import { routesTo } from '../routes';
import { Name } from '../types';

/** What a Route sends to. */
interface RouteBackend {
  service: string;
  port: unknown;
  /** Its share of requests among its like; 0 is none. */
  weight: number;
  fieldPath: string;
}

/**
 * The Services that a Route sends to. Its port is a target port, by name or
 * number.
 * Source: github.com/openshift/api/route/v1, RouteSpec and RouteTargetReference.
 */
export function routeBackends(route: KubeObject): RouteBackend[] {
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
    const weight = number(at(target, 'weight')) ?? 100;
    return service && kind === 'Service'
      ? [{ service, port, weight, fieldPath }]
      : [];
  });
}

export const routeNames = (route: KubeObject): Name[] =>
  routeBackends(route).map(({ service, port, fieldPath }) =>
    routesTo(route, service, port, fieldPath),
  );
