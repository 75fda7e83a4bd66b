import { event, isDeleting, nonZero, templateHash } from '../meta';
import {
  PersistentVolumeClaim,
  Pod,
  reconciler,
  StatefulSet,
  View,
  withStatus,
} from '../shapes';
import { Write } from '../types';
import {
  availability,
  isActive,
  isReady,
  podFromTemplate,
  remove,
} from './pods';

const REVISION = 'controller-revision-hash';

/** Keeps pods that have a name, an order and claims of their own. */
export const statefulSets = reconciler({
  name: 'statefulset-controller',
  kind: 'StatefulSet',
  owns: ['Pod'],
  watches: {
    PersistentVolumeClaim: (claim, view) =>
      view
        .list('StatefulSet', { namespace: claim.metadata.namespace })
        .map(set => set.metadata),
  },
  reconcile(set, view, now) {
    const revision = `${set.metadata.name}-${templateHash(set.spec.template)}`;
    const pods = view.list('Pod', {
      namespace: set.metadata.namespace,
      ownerUid: set.metadata.uid,
    });
    const { available, dueInMs } = availability(
      pods.filter(isActive),
      set,
      now,
    );
    return {
      writes: [
        ...(isDeleting(set) ? [] : step(set, pods, available, revision, view)),
        withStatus(set, statusOf(set, pods, available.length, revision)),
      ],
      requeueAfterMs: dueInMs,
    };
  },
});

function ordinalOf(set: StatefulSet, pod: Pod): number {
  return Number(pod.metadata.name.slice(set.metadata.name.length + 1));
}

/** What may be done now: in order, one at a time unless the set is Parallel. */
function step(
  set: StatefulSet,
  pods: Pod[],
  available: Pod[],
  revision: string,
  view: View,
): Write[] {
  const { replicas = 1, podManagementPolicy } = set.spec;
  const isParallel = podManagementPolicy === 'Parallel';
  const ended = pods.filter(pod => !isActive(pod) && !isDeleting(pod));
  if (ended.length > 0) {
    return ended.map(remove);
  }
  const writes: Write[] = [];
  for (let ordinal = 0; ordinal < replicas; ordinal += 1) {
    const pod = pods.find(other => ordinalOf(set, other) === ordinal);
    if (!pod) {
      writes.push(...create(set, ordinal, revision, view));
    }
    if (!isParallel && !(pod && available.includes(pod))) {
      return writes;
    }
  }
  const surplus = pods
    .filter(pod => ordinalOf(set, pod) >= replicas)
    .sort((a, b) => ordinalOf(set, b) - ordinalOf(set, a));
  if (surplus.length > 0) {
    const next = isParallel ? surplus : surplus.slice(0, 1);
    return [
      ...writes,
      ...next.filter(isActive).flatMap(pod => destroy(set, pod)),
    ];
  }
  return [...writes, ...roll(set, pods, available, revision)];
}

function create(
  set: StatefulSet,
  ordinal: number,
  revision: string,
  view: View,
): Write[] {
  const { name, namespace } = set.metadata;
  const { template, serviceName, volumeClaimTemplates = [] } = set.spec;
  const podName = `${name}-${ordinal}`;
  const claims = volumeClaimTemplates.map(({ metadata, spec }) => ({
    volume: metadata.name,
    claim: claimOf(set, metadata, spec, podName),
  }));
  const volumes = claims.map(({ volume, claim }) => ({
    name: volume,
    persistentVolumeClaim: { claimName: claim.metadata.name },
  }));
  const own = (template.spec.volumes ?? []).filter(
    volume => !volumes.some(other => other.name === volume.name),
  );
  return [
    ...claims
      .filter(
        ({ claim }) =>
          !view.get('PersistentVolumeClaim', claim.metadata.name, namespace),
      )
      .flatMap(({ claim }): Write[] => [
        { verb: 'create', object: claim },
        event(
          set,
          'Normal',
          'SuccessfulCreate',
          `create Claim ${claim.metadata.name} Pod ${podName} in StatefulSet ${name} success`,
        ),
      ]),
    {
      verb: 'create',
      object: podFromTemplate(set, template, podName, {
        labels: {
          'apps.kubernetes.io/pod-index': String(ordinal),
          [REVISION]: revision,
          'statefulset.kubernetes.io/pod-name': podName,
        },
        spec: {
          hostname: podName,
          ...(serviceName && { subdomain: serviceName }),
          volumes: [...own, ...volumes],
        },
      }),
    },
    event(
      set,
      'Normal',
      'SuccessfulCreate',
      `create Pod ${podName} in StatefulSet ${name} successful`,
    ),
  ];
}

/** Claims outlive their pods, and the set itself: nothing owns them. */
function claimOf(
  set: StatefulSet,
  metadata: PersistentVolumeClaim['metadata'],
  spec: PersistentVolumeClaim['spec'],
  podName: string,
): PersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: `${metadata.name}-${podName}`,
      namespace: set.metadata.namespace,
      labels: { ...metadata.labels, ...set.spec.selector.matchLabels },
      ...(metadata.annotations && { annotations: metadata.annotations }),
    },
    spec,
  };
}

function destroy(set: StatefulSet, pod: Pod): Write[] {
  return [
    remove(pod),
    event(
      set,
      'Normal',
      'SuccessfulDelete',
      `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`,
    ),
  ];
}

/**
 * Replaces the last pod of an older revision, well or not, once those after it
 * are well.
 * Source: kubernetes, `pkg/controller/statefulset/stateful_set_control.go`, `updateStatefulSet`.
 */
function roll(
  set: StatefulSet,
  pods: Pod[],
  available: Pod[],
  revision: string,
): Write[] {
  const { updateStrategy } = set.spec;
  const partition = updateStrategy?.rollingUpdate?.partition ?? 0;
  if (updateStrategy?.type === 'OnDelete') {
    return [];
  }
  const isOutdated = (pod: Pod) => pod.metadata.labels?.[REVISION] !== revision;
  const next = pods
    .filter(pod => ordinalOf(set, pod) >= partition)
    .sort((a, b) => ordinalOf(set, b) - ordinalOf(set, a))
    .find(pod => isOutdated(pod) || !available.includes(pod));
  return next && isOutdated(next) && isActive(next) ? destroy(set, next) : [];
}

function statusOf(
  set: StatefulSet,
  pods: Pod[],
  available: number,
  revision: string,
) {
  const { replicas = 1, updateStrategy } = set.spec;
  const active = pods.filter(isActive);
  const ready = active.filter(isReady).length;
  const updated = active.filter(
    pod => pod.metadata.labels?.[REVISION] === revision,
  ).length;
  // Where nothing rolls, nothing is ever rolled out (`completeRollingUpdate`).
  const isRolledOut =
    updateStrategy?.type !== 'OnDelete' &&
    [updated, ready, active.length].every(count => count === replicas);
  const currentRevision = isRolledOut
    ? revision
    : set.status?.currentRevision ?? revision;
  return {
    observedGeneration: set.metadata.generation,
    replicas: active.length,
    availableReplicas: available,
    ...nonZero({
      readyReplicas: ready,
      currentReplicas: active.filter(
        pod => pod.metadata.labels?.[REVISION] === currentRevision,
      ).length,
      updatedReplicas: updated,
    }),
    currentRevision,
    updateRevision: revision,
    collisionCount: 0,
  };
}
