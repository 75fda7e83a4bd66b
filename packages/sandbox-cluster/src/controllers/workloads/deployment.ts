import {
  canonical,
  event,
  isDeleting,
  ownerReference,
  templateHash,
} from '../meta';
import {
  Deployment,
  Outcome,
  PodTemplate,
  reconciler,
  ReplicaSet,
  withStatus,
} from '../shapes';
import { Write } from '../types';
import { deploymentStatus, progressDeadlineMs } from './deploymentStatus';
import { remove, scaled } from './pods';

const HASH = 'pod-template-hash';
export const REVISION = 'deployment.kubernetes.io/revision';

/** Rolls a Deployment's ReplicaSets to its template. */
export const deployments = reconciler({
  name: 'deployment-controller',
  kind: 'Deployment',
  owns: ['ReplicaSet'],
  reconcile(deployment, view, now): Outcome {
    const sets = view.list('ReplicaSet', {
      namespace: deployment.metadata.namespace,
      ownerUid: deployment.metadata.uid,
    });
    const current = sets.find(
      set =>
        canonical(unhashed(set.spec.template)) ===
        canonical(unhashed(deployment.spec.template)),
    );
    const old = sets.filter(set => set !== current);
    const status = deploymentStatus(deployment, current, sets, now);
    const writes: Write[] = [];
    if (!isDeleting(deployment)) {
      if (!current) {
        writes.push(...create(deployment, old));
      } else {
        writes.push(
          ...annotate(deployment, revisionOf(current)),
          ...rollOut(deployment, current, old),
          ...cleanUp(deployment, current, old),
        );
      }
    }
    return {
      writes: [...writes, withStatus(deployment, status)],
      requeueAfterMs: progressDeadlineMs(deployment, status, now),
    };
  },
});

function revisionOf(set: ReplicaSet): number {
  return Number(set.metadata.annotations?.[REVISION] ?? 0);
}

/** The template without the label that the Deployment's controller adds to it. */
function unhashed(template: PodTemplate | undefined): PodTemplate | undefined {
  if (!template?.metadata?.labels) {
    return template;
  }
  const { [HASH]: _, ...labels } = template.metadata.labels;
  return { ...template, metadata: { ...template.metadata, labels } };
}

function create(deployment: Deployment, old: ReplicaSet[]): Write[] {
  const { name, namespace } = deployment.metadata;
  const { template, selector } = deployment.spec;
  const hash = templateHash(template);
  const labels = { ...template.metadata?.labels, [HASH]: hash };
  const revision = String(Math.max(0, ...old.map(revisionOf)) + 1);
  const replicas = newSize(deployment, undefined, old);
  const set: ReplicaSet = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      annotations: sizeAnnotations(deployment, { [REVISION]: revision }),
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      replicas,
      selector: {
        ...selector,
        matchLabels: { ...selector.matchLabels, [HASH]: hash },
      },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
  return [
    { verb: 'create', object: set },
    ...annotate(deployment, Number(revision)),
    ...(replicas > 0 ? [scaling(deployment, set, 0, replicas)] : []),
  ];
}

function annotate(deployment: Deployment, revision: number): Write[] {
  const { metadata } = deployment;
  return metadata.annotations?.[REVISION] === String(revision)
    ? []
    : [
        {
          verb: 'update',
          object: {
            ...deployment,
            metadata: {
              ...metadata,
              annotations: {
                ...metadata.annotations,
                [REVISION]: String(revision),
              },
            },
          },
        },
      ];
}

function limits(deployment: Deployment): {
  surge: number;
  unavailable: number;
} {
  const { replicas = 1, strategy } = deployment.spec;
  const { maxSurge = '25%', maxUnavailable = '25%' } =
    strategy?.rollingUpdate ?? {};
  const surge = scaled(maxSurge, replicas, Math.ceil);
  const unavailable = scaled(maxUnavailable, replicas, Math.floor);
  // Both nought would never move.
  return { surge, unavailable: surge + unavailable === 0 ? 1 : unavailable };
}

function sizeAnnotations(
  deployment: Deployment,
  others: Record<string, string> = {},
): Record<string, string> {
  const { replicas = 1, strategy } = deployment.spec;
  const surge = strategy?.type === 'Recreate' ? 0 : limits(deployment).surge;
  return {
    ...others,
    'deployment.kubernetes.io/desired-replicas': String(replicas),
    'deployment.kubernetes.io/max-replicas': String(replicas + surge),
  };
}

const sizeOf = (set: ReplicaSet) => set.spec.replicas ?? 0;
const podsOf = (set: ReplicaSet) => set.status?.replicas ?? 0;
const availableOf = (set: ReplicaSet) => set.status?.availableReplicas ?? 0;
const sum = (sets: ReplicaSet[], of: (set: ReplicaSet) => number) =>
  sets.reduce((total, set) => total + of(set), 0);

/** How large the new ReplicaSet may be by now. */
function newSize(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  old: ReplicaSet[],
): number {
  const { replicas = 1, strategy, paused } = deployment.spec;
  const size = current ? sizeOf(current) : 0;
  if (paused && old.length > 0) {
    return size;
  }
  if (strategy?.type === 'Recreate') {
    return sum(old, podsOf) > 0 ||
      sum(old, set => set.status?.terminatingReplicas ?? 0) > 0
      ? 0
      : replicas;
  }
  if (size >= replicas) {
    return replicas;
  }
  const room = replicas + limits(deployment).surge - size - sum(old, sizeOf);
  return Math.min(replicas, size + Math.max(0, room));
}

function rollOut(
  deployment: Deployment,
  current: ReplicaSet,
  old: ReplicaSet[],
): Write[] {
  const size = newSize(deployment, current, old);
  if (size !== sizeOf(current)) {
    return resize(deployment, current, size);
  }
  if (deployment.spec.paused) {
    return [];
  }
  const { replicas = 1, strategy } = deployment.spec;
  if (strategy?.type === 'Recreate') {
    return old
      .filter(set => sizeOf(set) > 0)
      .flatMap(set => resize(deployment, set, 0));
  }
  const minimum = replicas - limits(deployment).unavailable;
  // What is not available in the old sets costs nothing to remove.
  const newUnavailable = size - availableOf(current);
  let removable = sum(old, sizeOf) + size - minimum - newUnavailable;
  return old.flatMap(set => {
    const less = Math.min(sizeOf(set), Math.max(0, removable));
    removable -= less;
    return less > 0 ? resize(deployment, set, sizeOf(set) - less) : [];
  });
}

function resize(
  deployment: Deployment,
  set: ReplicaSet,
  replicas: number,
): Write[] {
  const { annotations } = set.metadata;
  return [
    {
      verb: 'update',
      object: {
        ...set,
        metadata: {
          ...set.metadata,
          annotations: sizeAnnotations(deployment, annotations),
        },
        spec: { ...set.spec, replicas },
      },
    },
    scaling(deployment, set, sizeOf(set), replicas),
  ];
}

function scaling(
  deployment: Deployment,
  set: ReplicaSet,
  from: number,
  to: number,
): Write {
  return event(
    deployment,
    'Normal',
    'ScalingReplicaSet',
    `Scaled ${to > from ? 'up' : 'down'} replica set ${
      set.metadata.name
    } from ${from} to ${to}`,
  );
}

function cleanUp(
  deployment: Deployment,
  current: ReplicaSet,
  old: ReplicaSet[],
): Write[] {
  const { replicas = 1, revisionHistoryLimit = 10 } = deployment.spec;
  if (availableOf(current) < replicas) {
    return [];
  }
  const done = old
    .filter(set => sizeOf(set) === 0 && podsOf(set) === 0 && !isDeleting(set))
    .sort((a, b) => revisionOf(a) - revisionOf(b));
  return done
    .slice(0, Math.max(0, done.length - revisionHistoryLimit))
    .map(remove);
}
