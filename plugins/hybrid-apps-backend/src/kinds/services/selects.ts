import { KubeObject } from '../../clusters';
import { at, selectorOfLabels } from '../../objects';
import { Selection } from '../types';
import { formatPorts } from './ports';

/**
 * The Pods that a Service sends to. One without a selector has its addresses
 * from elsewhere, and one of type ExternalName has none.
 * Source: k8s.io/api/core/v1, ServiceSpec.Selector.
 */
export function serviceSelects(service: KubeObject): Selection[] {
  const selector = selectorOfLabels(at(service, 'spec', 'selector'));
  const ports = formatPorts(service);
  return selector.length === 0 || at(service, 'spec', 'type') === 'ExternalName'
    ? []
    : [
        {
          relation: 'selects',
          selector,
          fieldPath: 'spec.selector',
          ...(ports && { ports }),
        },
      ];
}
