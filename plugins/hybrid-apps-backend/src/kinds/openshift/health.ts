import { at, list, text } from '../../objects';
import { HealthRule } from '../types';

/**
 * Each router that knows a Route says whether it admitted it. One that none
 * knows leads nowhere yet.
 * Source: github.com/openshift/api/route/v1, RouteAdmitted.
 */
export const routeHealth: HealthRule = route => {
  const routers = list(at(route, 'status', 'ingress')).map(ingress => ({
    name: text(at(ingress, 'routerName')) ?? 'a router',
    admitted: list(at(ingress, 'conditions')).find(
      one => at(one, 'type') === 'Admitted',
    ),
  }));
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
