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
import { limits, MAX_REPLICAS, pausedSizes, sizeOf } from './deploymentScale';
import { deploymentStatus, progressDeadlineMs } from './deploymentStatus';
import { remove } from './pods';

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
    const writes = isDeleting(deployment)
      ? []
      : steps(deployment, current, old);
    return {
      writes: [...writes, withStatus(deployment, status)],
      requeueAfterMs: progressDeadlineMs(deployment, status, now),
    };
  },
});

function steps(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  old: ReplicaSet[],
): Write[] {
  const { paused } = deployment.spec;
  if (!current) {
    return paused
      ? scalePaused(deployment, current, old)
      : create(deployment, old);
  }
  const renewed = renew(deployment, current, old);
  if (renewed) {
    return [{ verb: 'update', object: renewed }];
  }
  return [
    ...annotate(deployment, revisionOf(current)),
    ...(paused
      ? scalePaused(deployment, current, old)
      : rollOut(deployment, current, old)),
    ...cleanUp(deployment, current, old),
  ];
}

const nextRevision = (old: ReplicaSet[]) =>
  Math.max(0, ...old.map(revisionOf)) + 1;

const readySeconds = ({ spec: { minReadySeconds } }: Deployment) =>
  minReadySeconds ? { minReadySeconds } : {};

/**
 * The ReplicaSet that is the newest one, perhaps again, where it does not look
 * like it yet.
 * Source: kubernetes, `pkg/controller/deployment/sync.go`, `getNewReplicaSet`.
 */
function renew(
  deployment: Deployment,
  current: ReplicaSet,
  old: ReplicaSet[],
): ReplicaSet | undefined {
  const { metadata } = current;
  const revision = Math.max(revisionOf(current), nextRevision(old));
  const { minReadySeconds, ...spec } = current.spec;
  const wanted: Pick<ReplicaSet['spec'], 'minReadySeconds'> =
    readySeconds(deployment);
  return revision === revisionOf(current) &&
    (minReadySeconds ?? 0) === (wanted.minReadySeconds ?? 0)
    ? undefined
    : {
        ...current,
        metadata: {
          ...metadata,
          annotations: {
            ...metadata.annotations,
            [REVISION]: String(revision),
          },
        },
        spec: { ...spec, ...wanted },
      };
}

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
  const revision = String(nextRevision(old));
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
      ...readySeconds(deployment),
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

function sizeAnnotations(
  deployment: Deployment,
  others: Record<string, string> = {},
): Record<string, string> {
  const { replicas = 1 } = deployment.spec;
  const { surge } = limits(deployment);
  return {
    ...others,
    'deployment.kubernetes.io/desired-replicas': String(replicas),
    [MAX_REPLICAS]: String(replicas + surge),
  };
}

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
  const { replicas = 1, strategy } = deployment.spec;
  const size = current ? sizeOf(current) : 0;
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
  const { replicas = 1, strategy } = deployment.spec;
  const size = newSize(deployment, current, old);
  if (size !== sizeOf(current)) {
    return resize(deployment, current, size);
  }
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

/** It makes no new ReplicaSet, and moves no pods from one to another. */
function scalePaused(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  old: ReplicaSet[],
): Write[] {
  return [...pausedSizes(deployment, current, old)]
    .filter(([set, size]) => size !== sizeOf(set))
    .flatMap(([set, size]) => resize(deployment, set, size));
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
