import { KubeObject } from '../../clusters';
import { kindKey } from '../../objects';
import { World } from '../types';

/**
 * The EndpointSlices of a Service.
 * Source: k8s.io/api/discovery/v1, `LabelServiceName`.
 */
export const endpointSlicesOf = (
  { metadata: { name, namespace } }: KubeObject,
  world: World,
): KubeObject[] =>
  world
    .listByLabel('kubernetes.io/service-name', name)
    .filter(
      object =>
        kindKey(object) === 'discovery.k8s.io/EndpointSlice' &&
        object.metadata.namespace === namespace,
    );
