import { parseQuantity } from '../../validation/quantity';
import { event, isDeleting, keyOf } from '../meta';
import { SELECTED_NODE } from '../pods/scheduler';
import {
  PersistentVolume,
  PersistentVolumeClaim,
  reconciler,
  StorageClass,
  View,
  withStatus,
} from '../shapes';
import { Write } from '../types';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
/** How often a claim that waits says again why. */
const RETRY_MS = 15_000;

/** Binds claims to volumes, which their StorageClass makes on demand. */
export const claims = reconciler({
  name: 'persistentvolume-controller',
  kind: 'PersistentVolumeClaim',
  watches: {
    StorageClass: (_class, view) =>
      view
        .list('PersistentVolumeClaim')
        .filter(claim => claim.status?.phase !== 'Bound')
        .map(claim => claim.metadata),
  },
  reconcile(claim, view) {
    if (isDeleting(claim)) {
      return { writes: [] };
    }
    const phase = claim.status?.phase;
    if (phase === 'Bound') {
      return { writes: grow(claim) };
    }
    const pending: Write[] = phase
      ? []
      : [withStatus(claim, { phase: 'Pending' })];
    const wait = (
      reason: string,
      message: string,
      type: 'Normal' | 'Warning',
    ) => ({
      writes: [...pending, event(claim, type, reason, message)],
      requeueAfterMs: RETRY_MS,
    });
    if (claim.spec.storageClassName === undefined) {
      const byDefault = defaultClass(view);
      return byDefault
        ? {
            writes: [
              ...pending,
              withSpec(claim, { storageClassName: byDefault.metadata.name }),
            ],
          }
        : wait(
            'FailedBinding',
            'no persistent volumes available for this claim and no storage class is set',
            'Normal',
          );
    }
    const existing = matchingVolume(claim, view);
    if (existing) {
      return { writes: [...pending, ...bind(claim, existing, 'update')] };
    }
    const storageClass = view.get('StorageClass', claim.spec.storageClassName);
    if (!storageClass) {
      return wait(
        'ProvisioningFailed',
        `storageclass.storage.k8s.io "${claim.spec.storageClassName}" not found`,
        'Warning',
      );
    }
    if (
      storageClass.volumeBindingMode === 'WaitForFirstConsumer' &&
      !claim.metadata.annotations?.[SELECTED_NODE]
    ) {
      return wait(
        'WaitForFirstConsumer',
        'waiting for first consumer to be created before binding',
        'Normal',
      );
    }
    return {
      writes: [
        ...pending,
        ...bind(claim, provision(claim, storageClass), 'create'),
        event(
          claim,
          'Normal',
          'ProvisioningSucceeded',
          `Successfully provisioned volume ${volumeName(claim)}`,
        ),
      ],
    };
  },
});

/** The class of claims that name none. */
export function defaultClass(view: View): StorageClass | undefined {
  return view
    .list('StorageClass')
    .find(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === 'true');
}

function withSpec(
  claim: PersistentVolumeClaim,
  spec: Partial<PersistentVolumeClaim['spec']>,
): Write {
  return {
    verb: 'update',
    object: { ...claim, spec: { ...claim.spec, ...spec } },
  };
}

function volumeName({ metadata }: PersistentVolumeClaim): string {
  return `pvc-${metadata.uid}`;
}

function provision(
  claim: PersistentVolumeClaim,
  storageClass: StorageClass,
): PersistentVolume {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: volumeName(claim),
      annotations: {
        'pv.kubernetes.io/provisioned-by': storageClass.provisioner,
      },
    },
    spec: {
      capacity: { storage: claim.spec.resources?.requests?.storage ?? '1Gi' },
      accessModes: claim.spec.accessModes ?? ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      volumeMode: claim.spec.volumeMode ?? 'Filesystem',
      csi: {
        driver: storageClass.provisioner,
        volumeHandle: volumeName(claim),
      },
    },
    status: { phase: 'Available' },
  };
}

/** A volume that waits for a claim like this one. */
function matchingVolume(claim: PersistentVolumeClaim, view: View) {
  const { namespace, name } = claim.metadata;
  return view
    .list('PersistentVolume')
    .find(({ spec, status, metadata }) =>
      spec.claimRef
        ? status?.phase !== 'Bound' &&
          spec.claimRef.namespace === namespace &&
          spec.claimRef.name === name &&
          (spec.claimRef.uid ?? claim.metadata.uid) === claim.metadata.uid
        : status?.phase === 'Available' &&
          spec.storageClassName === claim.spec.storageClassName &&
          (claim.spec.volumeName ?? metadata.name) === metadata.name,
    );
}

function bind(
  claim: PersistentVolumeClaim,
  volume: PersistentVolume,
  verb: 'create' | 'update',
): Write[] {
  const { namespace, name, uid } = claim.metadata;
  const bound: PersistentVolume = {
    ...volume,
    spec: { ...volume.spec, claimRef: { namespace, name, uid } },
    status: { phase: 'Bound' },
  };
  return [
    { verb, object: bound },
    { verb: 'updateStatus', object: bound },
    withSpec(claim, { volumeName: volume.metadata.name }),
    withStatus(claim, {
      phase: 'Bound',
      accessModes: volume.spec.accessModes,
      capacity: volume.spec.capacity,
    }),
  ];
}

/** A bound claim whose request was raised gets what it asks for. */
function grow(claim: PersistentVolumeClaim): Write[] {
  const storage = claim.spec.resources?.requests?.storage;
  const asked = parseQuantity(storage) ?? 0;
  const given = parseQuantity(claim.status?.capacity?.storage) ?? 0;
  return storage && asked > given
    ? [
        withStatus(claim, {
          ...claim.status,
          capacity: { ...claim.status?.capacity, storage },
        }),
      ]
    : [];
}

/** Lets volumes go, or keeps them, when their claims are gone. */
export const volumes = reconciler({
  name: 'persistentvolume-controller',
  kind: 'PersistentVolume',
  watches: {
    PersistentVolumeClaim: claim =>
      claim.spec.volumeName ? [{ name: claim.spec.volumeName }] : [],
  },
  reconcile(volume, view) {
    const { claimRef, persistentVolumeReclaimPolicy } = volume.spec;
    const claim =
      claimRef &&
      view.get('PersistentVolumeClaim', claimRef.name, claimRef.namespace);
    if (!claimRef) {
      return {
        writes: volume.status?.phase
          ? []
          : [withStatus(volume, { phase: 'Available' })],
      };
    }
    if (
      claim?.metadata.uid === claimRef.uid ||
      volume.status?.phase !== 'Bound'
    ) {
      return { writes: [] };
    }
    return {
      writes: [
        persistentVolumeReclaimPolicy === 'Delete'
          ? { verb: 'delete', key: keyOf(volume) }
          : withStatus(volume, { phase: 'Released' }),
      ],
    };
  },
});
