import { KubeObject } from '../../clusters';
import { at, called } from '../../objects';
import { Entry } from '../types';
import { formatPorts } from './ports';

/**
 * A Service with an address of its own, or with a port on each node.
 * Source: k8s.io/api/core/v1, ServiceType.
 */
export function serviceEntry(service: KubeObject): Entry | undefined {
  const type = at(service, 'spec', 'type');
  const ports = formatPorts(service);
  return type === 'LoadBalancer' || type === 'NodePort'
    ? {
        text: `${called(service)} is open to addresses outside of the cluster`,
        fieldPath: 'spec.type',
        value: type,
        ...(ports && { ports }),
      }
    : undefined;
}
