import { flag, get, items, text } from '../objects/fields';
import type { Field } from '../objects/fields';
import { readPort, readPorts } from './ports';
import type { DeclaredPorts } from './ports';
import { secondaryInterfaces } from './secondaryInterfaces';
import type { SecondaryInterface } from './types';

/** What a pod's metadata and spec say of its network, beside its labels. */
export interface PodTemplate extends DeclaredPorts {
  readonly hostNetwork: boolean;
  readonly serviceAccount: string;
  readonly node?: string;
  readonly interfaces: readonly SecondaryInterface[];
  /** True of a VM without an interface on the pod network: its pod alone is there. */
  readonly offPodNetwork?: boolean;
}

/** Reads `{metadata, spec}` of a Pod or of a workload's template. */
export function readPodTemplate(at: Field, namespace: string): PodTemplate {
  const metadata = get(at, 'metadata');
  const spec = get(at, 'spec');
  const node = text(get(spec, 'nodeName'));
  // A restartable init container is a sidecar that goes on to serve its ports.
  const sidecars = items(get(spec, 'initContainers')).filter(
    each => text(get(each, 'restartPolicy')) === 'Always',
  );
  const { ports, unreadPorts } = readPorts(
    [...items(get(spec, 'containers')), ...sidecars].flatMap(container =>
      items(get(container, 'ports')),
    ),
    each => readPort(each, 'containerPort'),
  );
  return {
    ports,
    unreadPorts,
    hostNetwork: flag(get(spec, 'hostNetwork')),
    serviceAccount:
      text(get(spec, 'serviceAccountName')) ||
      text(get(spec, 'serviceAccount')) ||
      'default',
    ...(node ? { node } : {}),
    interfaces: secondaryInterfaces(get(metadata, 'annotations'), namespace),
  };
}
