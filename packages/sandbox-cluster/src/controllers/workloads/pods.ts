import { KubeObject } from '../../objects';
import { isDeleting, isTrue, keyOf, ownerReference } from '../meta';
import { Pod, PodSpec, PodTemplate } from '../shapes';
import { hasEnded } from '../pods/schedule';
import { Write } from '../types';

/** A pod made from a workload's template. */
export function podFromTemplate(
  owner: KubeObject,
  template: PodTemplate,
  name: string,
  more: { labels?: Record<string, string>; spec?: Partial<PodSpec> } = {},
): Pod {
  const { labels, annotations } = template.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${owner.metadata.name}-`,
      namespace: owner.metadata.namespace,
      labels: { ...labels, ...more.labels },
      ...(annotations && { annotations }),
      ownerReferences: [ownerReference(owner)],
    },
    spec: { ...template.spec, ...more.spec },
  };
}

export function isActive(pod: Pod): boolean {
  return !isDeleting(pod) && !hasEnded(pod);
}

export function isReady(pod: Pod): boolean {
  return isTrue(pod, 'Ready');
}

export function remove(object: KubeObject): Write {
  return { verb: 'delete', key: keyOf(object) };
}

/** A count, or a percentage of `total`. */
export function scaled(
  value: number | string | undefined,
  total: number,
  round: (n: number) => number,
): number {
  return typeof value === 'string'
    ? round((Number.parseInt(value, 10) / 100) * total)
    : value ?? 0;
}
