import {
  controllerOf,
  event,
  isDeleting,
  matchesSelector,
  nameSuffix,
  nonZero,
} from '../meta';
import { Pod, reconciler, ReplicaSet, withStatus } from '../shapes';
import { Write } from '../types';
import {
  availability,
  isActive,
  isReady,
  podFromTemplate,
  remove,
} from './pods';

/** Keeps as many pods of a template as are asked for. */
export const replicaSets = reconciler({
  name: 'replicaset-controller',
  kind: 'ReplicaSet',
  owns: ['Pod'],
  reconcile(set, view, now) {
    const pods = view
      .list('Pod', {
        namespace: set.metadata.namespace,
        ownerUid: set.metadata.uid,
      })
      .filter(pod => controllerOf(pod)?.uid === set.metadata.uid);
    const active = pods.filter(isActive);
    const { available, dueInMs } = availability(active, set, now);
    return {
      writes: [
        ...(isDeleting(set) ? [] : scale(set, pods, active, now)),
        withStatus(set, statusOf(set, pods, active, available.length)),
      ],
      requeueAfterMs: dueInMs,
    };
  },
});

function scale(
  set: ReplicaSet,
  pods: Pod[],
  active: Pod[],
  now: number,
): Write[] {
  const { name, uid } = set.metadata;
  const replicas = set.spec.replicas ?? 1;
  const { template } = set.spec;
  if (active.length < replicas && template) {
    const names = new Set(pods.map(pod => pod.metadata.name));
    const writes: Write[] = [];
    for (
      let n = 0;
      active.length + names.size - pods.length < replicas;
      n += 1
    ) {
      const podName = `${name}-${nameSuffix(uid, now, n)}`;
      if (!names.has(podName)) {
        names.add(podName);
        writes.push(
          {
            verb: 'create',
            object: podFromTemplate(set, template, podName),
          },
          event(set, 'Normal', 'SuccessfulCreate', `Created pod: ${podName}`),
        );
      }
    }
    return writes;
  }
  return [...active]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, active.length - replicas)
    .flatMap(pod => [
      remove(pod),
      event(
        set,
        'Normal',
        'SuccessfulDelete',
        `Deleted pod: ${pod.metadata.name}`,
      ),
    ]);
}

/** Who goes first: what is not placed, then what is not ready. */
function rank(pod: Pod): number {
  if (!pod.spec.nodeName) {
    return 0;
  }
  return isReady(pod) ? 2 : 1;
}

function statusOf(
  set: ReplicaSet,
  pods: Pod[],
  active: Pod[],
  available: number,
) {
  const template = set.spec.template?.metadata?.labels;
  return {
    replicas: active.length,
    ...nonZero({
      fullyLabeledReplicas: active.filter(pod =>
        matchesSelector({ matchLabels: template }, pod.metadata.labels),
      ).length,
      readyReplicas: active.filter(isReady).length,
      availableReplicas: available,
    }),
    terminatingReplicas: pods.filter(isDeleting).length,
    observedGeneration: set.metadata.generation,
  };
}
