import { Deployment, ReplicaSet } from '../shapes';
import { scaled } from './pods';

export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';

export const sizeOf = (set: ReplicaSet) => set.spec.replicas ?? 0;

/**
 * How many pods a Deployment may have too many, and too few.
 * Source: kubernetes, `pkg/controller/deployment/util/deployment_util.go`,
 * `ResolveFenceposts`, `MaxUnavailable`.
 */
export function limits({ spec }: Deployment): {
  surge: number;
  unavailable: number;
} {
  const { replicas = 1, strategy } = spec;
  if (strategy?.type === 'Recreate') {
    return { surge: 0, unavailable: 0 };
  }
  const { maxSurge = '25%', maxUnavailable = '25%' } =
    strategy?.rollingUpdate ?? {};
  const surge = scaled(maxSurge, replicas, Math.ceil);
  const unavailable = scaled(maxUnavailable, replicas, Math.floor);
  // Both nought would never move.
  return {
    surge,
    unavailable: Math.min(
      replicas,
      surge + unavailable === 0 ? 1 : unavailable,
    ),
  };
}

/**
 * How large the ReplicaSets of a paused Deployment are to be: it still scales,
 * the one that has pods as a whole, and several of them in proportion.
 * Source: kubernetes, `pkg/controller/deployment/sync.go`, `scale`.
 */
export function pausedSizes(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  old: ReplicaSet[],
): Map<ReplicaSet, number> {
  const { replicas = 1, strategy } = deployment.spec;
  const sets = [...(current ? [current] : []), ...old];
  const active = sets.filter(set => sizeOf(set) > 0);
  if (active.length < 2) {
    const only = active[0] ?? sets[0];
    return new Map(only ? [[only, replicas]] : []);
  }
  if (
    current &&
    sizeOf(current) === replicas &&
    current.status?.availableReplicas === replicas
  ) {
    return new Map(old.map(set => [set, 0]));
  }
  if (strategy?.type === 'Recreate') {
    return new Map();
  }
  const most = replicas > 0 ? replicas + limits(deployment).surge : 0;
  let left = most - active.reduce((sum, set) => sum + sizeOf(set), 0);
  if (left === 0) {
    return new Map();
  }
  const bySize = [...active].sort((a, b) => sizeOf(b) - sizeOf(a));
  const sizes = new Map<ReplicaSet, number>();
  for (const set of bySize) {
    const before = Number(set.metadata.annotations?.[MAX_REPLICAS] ?? most);
    const share = Math.round((sizeOf(set) * most) / before) - sizeOf(set);
    const more = left > 0 ? Math.min(share, left) : Math.max(share, left);
    sizes.set(set, sizeOf(set) + more);
    left -= more;
  }
  const [largest] = bySize;
  sizes.set(largest, Math.max(0, (sizes.get(largest) ?? 0) + left));
  return sizes;
}
