import { KubeObject, SELECTED_NODE } from '../../clusters';
import { at, condition, text } from '../../objects';
import { Health, HealthRule, World } from '../types';

/**
 * Whether a claim is bound with the first Pod that uses it, and none has come
 * yet: then nobody has to wait for it.
 * Source: k8s.io/api/storage/v1, `VolumeBindingWaitForFirstConsumer`.
 */
function waitsForConsumer(claim: KubeObject, world: World): boolean {
  const name = text(at(claim, 'spec', 'storageClassName'));
  const found =
    name && world.get({ group: 'storage.k8s.io', kind: 'StorageClass', name });
  return (
    !!found &&
    at(found, 'volumeBindingMode') === 'WaitForFirstConsumer' &&
    claim.metadata.annotations?.[SELECTED_NODE] === undefined
  );
}

const FAILED_CHANGES = [
  'ControllerResizeError',
  'NodeResizeError',
  'ModifyVolumeError',
];
const CHANGES: ReadonlyArray<readonly [type: string, message: string]> = [
  ['Resizing', 'is being enlarged'],
  [
    'FileSystemResizePending',
    'is enlarged; its file system grows when a pod mounts it anew',
  ],
  ['ModifyingVolume', 'is being changed'],
];

function boundHealth(claim: KubeObject): Health {
  const { name } = claim.metadata;
  const isTrue = (type: string) => {
    const found = condition(claim, type);
    return found?.status === 'True' ? found : undefined;
  };
  for (const type of FAILED_CHANGES) {
    const failed = isTrue(type);
    if (failed) {
      return {
        state: 'degraded',
        reason: type,
        message: `Claim '${name}' could not be changed${
          failed.message ? `: ${failed.message}` : ''
        }`,
        since: failed.since,
      };
    }
  }
  for (const [type, doing] of CHANGES) {
    const change = isTrue(type);
    if (change) {
      return {
        state: 'progressing',
        reason: type,
        message: `Claim '${name}' ${doing}`,
        since: change.since,
      };
    }
  }
  return { state: 'healthy', reason: 'Bound' };
}

/**
 * PersistentVolumeClaim: bound, lost, or waiting.
 * Source: k8s.io/api/core/v1, `PersistentVolumeClaimPhase` and
 * `PersistentVolumeClaimConditionType`.
 */
export const claimHealth: HealthRule = (claim, world) => {
  const { name } = claim.metadata;
  switch (text(at(claim, 'status', 'phase'))) {
    case 'Bound':
      return boundHealth(claim);
    case 'Lost':
      return {
        state: 'degraded',
        reason: 'Lost',
        message: `The volume behind claim '${name}' is lost. Delete the claim and create it again.`,
        settled: true,
      };
    default:
      return waitsForConsumer(claim, world)
        ? {
            state: 'stopped',
            reason: 'WaitForFirstConsumer',
            message: 'Bound with the first pod that uses it',
          }
        : {
            state: 'progressing',
            reason: 'Pending',
            message: `Claim '${name}' waits for a volume`,
          };
  }
};

/**
 * PersistentVolume: used or free, let go of, or in need of an administrator.
 * Source: k8s.io/api/core/v1, `PersistentVolumePhase`.
 */
export const volumeHealth: HealthRule = volume => {
  const phase = text(at(volume, 'status', 'phase'));
  switch (phase) {
    case 'Bound':
    case 'Available':
      return { state: 'healthy', reason: phase };
    case 'Released':
      return at(volume, 'spec', 'persistentVolumeReclaimPolicy') === 'Retain'
        ? {
            state: 'stopped',
            reason: phase,
            message:
              'Its claim is gone; its data stays until someone removes it',
          }
        : {
            state: 'progressing',
            reason: phase,
            message: 'Its claim is gone; it is being removed',
          };
    case 'Failed':
      return {
        state: 'degraded',
        reason: text(at(volume, 'status', 'reason')) ?? phase,
        message: text(at(volume, 'status', 'message')),
        settled: true,
      };
    default:
      return { state: 'progressing', reason: phase ?? 'Pending' };
  }
};
