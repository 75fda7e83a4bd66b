import {
  InvalidFieldError,
  flag,
  get,
  integer,
  items,
  stringMap,
  text,
  word,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { Labels } from '../selectors/labels';
import { secondaryInterfaces } from './secondaryInterfaces';
import type { ContainerPort, SecondaryInterface } from './types';

export const PORT_PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

/** What a pod's metadata and spec say of its network. */
export interface PodTemplate {
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
  readonly serviceAccount: string;
  readonly node?: string;
  readonly interfaces: readonly SecondaryInterface[];
  /** True of a VM without an interface on the pod network: its pod alone is there. */
  readonly offPodNetwork?: boolean;
}

function containerPort(at: Field): ContainerPort {
  const portAt = get(at, 'containerPort');
  const port = integer(portAt, 1, 65535);
  if (port === undefined) {
    throw new InvalidFieldError(portAt, 'is required');
  }
  const name = text(get(at, 'name'));
  return {
    ...(name ? { name } : {}),
    port,
    protocol: word(get(at, 'protocol'), PORT_PROTOCOLS) ?? 'TCP',
  };
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
  return {
    labels: stringMap(get(metadata, 'labels')),
    ports: [...items(get(spec, 'containers')), ...sidecars].flatMap(container =>
      items(get(container, 'ports')).map(containerPort),
    ),
    hostNetwork: flag(get(spec, 'hostNetwork')),
    serviceAccount:
      text(get(spec, 'serviceAccountName')) ||
      text(get(spec, 'serviceAccount')) ||
      'default',
    ...(node ? { node } : {}),
    interfaces: secondaryInterfaces(get(metadata, 'annotations'), namespace),
  };
}
