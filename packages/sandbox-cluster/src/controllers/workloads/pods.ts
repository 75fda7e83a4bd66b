import { KubeObject } from '../../objects';
import {
  getCondition,
  isDeleting,
  isTrue,
  keyOf,
  msSince,
  ownerReference,
} from '../meta';
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

/** How long until a pod counts as available: nothing once it does, undefined while it is not ready. */
function availableInMs(
  pod: Pod,
  minReadySeconds: number,
  now: number,
): number | undefined {
  const ready = getCondition(pod, 'Ready');
  return ready?.status === 'True'
    ? Math.max(
        0,
        minReadySeconds * 1000 - msSince(ready.lastTransitionTime, now),
      )
    : undefined;
}

/**
 * Those that have been ready for as long as their workload asks, and when the
 * next one will have been.
 * Source: kubernetes, `pkg/api/v1/pod/util.go`, `IsPodAvailable`.
 */
export function availability(
  pods: Pod[],
  { spec: { minReadySeconds = 0 } }: { spec: { minReadySeconds?: number } },
  now: number,
): { available: Pod[]; dueInMs?: number } {
  const due = pods.map(pod => ({
    pod,
    inMs: availableInMs(pod, minReadySeconds, now),
  }));
  const waits = due.flatMap(({ inMs }) => (inMs ? [inMs] : []));
  return {
    available: due.filter(({ inMs }) => inMs === 0).map(({ pod }) => pod),
    dueInMs: waits.length > 0 ? Math.min(...waits) : undefined,
  };
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
