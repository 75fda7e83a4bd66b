import {
  InvalidFieldError,
  flag,
  get,
  integer,
  isPresent,
  items,
  requiredText,
  stringMap,
  text,
  word,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { Labels } from '../selectors/labels';
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
    interfaces: secondaryInterfaces(
      get(get(metadata, 'annotations'), 'k8s.v1.cni.cncf.io/networks'),
      namespace,
    ),
  };
}

/**
 * Reads the annotation `k8s.v1.cni.cncf.io/networks`: a comma list of
 * `[namespace/]name[@interface]`, or a JSON list of `{name, namespace, interface}`.
 * Source: Network Plumbing Working Group, multi-net specification, 4.1.
 */
export function secondaryInterfaces(
  at: Field,
  namespace: string,
): readonly SecondaryInterface[] {
  const value = text(at)?.trim();
  if (!value) {
    return [];
  }
  if (!value.startsWith('[')) {
    return value.split(',').map(entry => {
      const [path, name] = entry.trim().split('@');
      const network = path.includes('/') ? path : `${namespace}/${path}`;
      return { name: name ?? network, network };
    });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw new InvalidFieldError(at, 'is no JSON list of networks');
  }
  return items({ value: parsed, parent: at, key: 0 }).map(entry => {
    const network = `${
      text(get(entry, 'namespace')) || namespace
    }/${requiredText(get(entry, 'name'))}`;
    return { name: text(get(entry, 'interface')) || network, network };
  });
}

export function hasPodTemplate(spec: Field): boolean {
  return isPresent(get(spec, 'template'));
}
