import { at, list } from '../../objects';
import { beforeStatus } from '../generic';
import { HealthRule } from '../types';

/**
 * Ingress: its controller has taken it once it reports an address. Some
 * controllers are not told to report any, so that none says nothing.
 *
 * Source: k8s.io/api/networking/v1, IngressStatus; ingress-nginx and Traefik,
 * publish service.
 */
export const ingressHealth: HealthRule = ingress => {
  const addresses = list(at(ingress, 'status', 'loadBalancer', 'ingress'));
  return (
    beforeStatus(ingress) ??
    (addresses.length > 0
      ? { state: 'healthy', reason: 'Published' }
      : {
          state: 'unjudged',
          message: 'Its controller reports no address, as some never do',
        })
  );
};
