import { matchesSelector, setCondition } from '../meta';
import { PodDisruptionBudget, reconciler, withStatus } from '../shapes';
import { isActive, isReady, scaled } from './pods';

/** Reckons how many pods may be evicted. */
export const disruptionBudgets = reconciler({
  name: 'disruption-controller',
  kind: 'PodDisruptionBudget',
  watches: {
    Pod: (pod, view) =>
      view
        .list('PodDisruptionBudget', { namespace: pod.metadata.namespace })
        .filter(({ spec }) =>
          matchesSelector(spec.selector, pod.metadata.labels),
        )
        .map(budget => budget.metadata),
  },
  reconcile(budget, view, now) {
    const pods = view
      .list('Pod', { namespace: budget.metadata.namespace })
      .filter(
        pod =>
          isActive(pod) &&
          matchesSelector(budget.spec.selector, pod.metadata.labels),
      );
    const healthy = pods.filter(isReady).length;
    const desired = desiredHealthy(budget, pods.length);
    const allowed = pods.length > 0 ? Math.max(0, healthy - desired) : 0;
    return {
      writes: [
        withStatus(budget, {
          conditions: setCondition(
            budget.status?.conditions,
            {
              type: 'DisruptionAllowed',
              status: allowed > 0 ? 'True' : 'False',
              reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
              message: '',
            },
            now,
          ),
          currentHealthy: healthy,
          desiredHealthy: desired,
          disruptionsAllowed: allowed,
          expectedPods: pods.length,
          observedGeneration: budget.metadata.generation,
        }),
      ],
    };
  },
});

function desiredHealthy({ spec }: PodDisruptionBudget, pods: number): number {
  return spec.minAvailable === undefined
    ? Math.max(0, pods - scaled(spec.maxUnavailable ?? 1, pods, Math.ceil))
    : scaled(spec.minAvailable, pods, Math.ceil);
}
