import { KubeObject } from '../../clusters';
import { at, list, text } from '../../objects';
import { HealthRule } from '../types';

/**
 * What each router says of a Route.
 * Source: github.com/openshift/api/route/v1, RouteIngress.
 */
export const routersOf = (route: KubeObject) =>
  list(at(route, 'status', 'ingress')).map((ingress, index) => ({
    name: text(at(ingress, 'routerName')) ?? 'a router',
    host: text(at(ingress, 'host')),
    canonicalHost: text(at(ingress, 'routerCanonicalHostname')),
    admitted: list(at(ingress, 'conditions')).find(
      one => at(one, 'type') === 'Admitted',
    ),
    fieldPath: `status.ingress[${index}]`,
  }));

/**
 * Each router that knows a Route says whether it admitted it. One that none
 * knows leads nowhere yet.
 * Source: github.com/openshift/api/route/v1, RouteAdmitted.
 */
export const routeHealth: HealthRule = route => {
  const routers = routersOf(route);
  const refused = routers.find(
    ({ admitted }) => at(admitted, 'status') === 'False',
  );
  if (refused) {
    const { name, admitted } = refused;
    const why = text(at(admitted, 'message'));
    const since = text(at(admitted, 'lastTransitionTime'));
    return {
      state: 'degraded',
      reason: text(at(admitted, 'reason')) ?? 'NotAdmitted',
      message: `Router ${name} does not take this Route${
        why ? `: ${why}` : ''
      }`,
      ...(since && { since }),
      settled: true,
    };
  }
  const isAdmitted = routers.some(
    ({ admitted }) => at(admitted, 'status') === 'True',
  );
  return isAdmitted
    ? { state: 'healthy', reason: 'Admitted' }
    : {
        state: 'progressing',
        reason: 'NotAdmitted',
        message: 'No router has taken this Route yet',
      };
};
