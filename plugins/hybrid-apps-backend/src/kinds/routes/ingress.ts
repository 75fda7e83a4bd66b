import { isKnownIn, KubeObject } from '../../clusters';
import { at, list } from '../../objects';
import { beforeStatus } from '../generic';
import { portMeant } from '../services';
import { Health, HealthRule, World } from '../types';
import { ingressBackends } from './names';

const knowsServices = (world: World, namespace: string | undefined): boolean =>
  world
    .knowledge()
    .some(known => known.kind === 'services' && isKnownIn(known, namespace));

/**
 * Where a controller takes an annotation in place of a Service.
 * Source: AWS Load Balancer Controller, ingress annotations, actions.
 */
const NO_SERVICE = 'use-annotation';

/**
 * A backend that leads nowhere: its Service must be there, with a port of that
 * number or name.
 * Source: k8s.io/api/networking/v1, IngressServiceBackend.
 */
function deadEnd(ingress: KubeObject, world: World): Health | undefined {
  const { namespace } = ingress.metadata;
  const backends = ingressBackends(ingress).filter(
    ({ port }) => port !== NO_SERVICE,
  );
  for (const { service: name, port } of backends) {
    const service = world.get({ group: '', kind: 'Service', namespace, name });
    if (!service) {
      return {
        state: 'degraded',
        reason: 'NoSuchService',
        message: `It sends to Service ${name}, which does not exist in namespace ${namespace}`,
      };
    }
    if (port !== undefined && !portMeant(service, port)) {
      return {
        state: 'degraded',
        reason: 'NoSuchPort',
        message: `It sends to port ${port} of Service ${name}, which has no such port`,
      };
    }
  }
  return undefined;
}

/**
 * Ingress: its controller has taken it once it reports an address. Some
 * controllers are not told to report any, so that none says nothing.
 *
 * Source: k8s.io/api/networking/v1, IngressStatus; ingress-nginx and Traefik,
 * publish service.
 */
export const ingressHealth: HealthRule = (ingress, world) => {
  const addresses = list(at(ingress, 'status', 'loadBalancer', 'ingress'));
  return (
    beforeStatus(ingress) ??
    (knowsServices(world, ingress.metadata.namespace)
      ? deadEnd(ingress, world)
      : undefined) ??
    (addresses.length > 0
      ? { state: 'healthy', reason: 'Published' }
      : {
          state: 'unjudged',
          message: 'Its controller reports no address, as some never do',
        })
  );
};
