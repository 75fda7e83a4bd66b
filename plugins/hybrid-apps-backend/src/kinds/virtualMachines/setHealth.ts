import { KubeObject } from '../../clusters';
import { at, condition, flag, number } from '../../objects';
import { refusedPods } from '../pods';
import { Health, HealthRule, World } from '../types';
import { wantedBySpec } from './wanted';

function bySize(
  set: KubeObject,
  world: World,
  { desired, there }: { desired: number; there: number },
): Health {
  const reason = `${Math.min(there, desired)}/${desired}`;
  if (there >= desired) {
    return desired === 0
      ? { state: 'stopped', reason: 'Scaled to zero' }
      : { state: 'healthy', reason };
  }
  const failure = condition(set, 'ReplicaFailure');
  if (failure?.status === 'True') {
    return {
      ...refusedPods(
        `${set.kind} '${set.metadata.name}'`,
        failure.message ?? failure.reason ?? 'no reason given',
        world.name,
      ),
      since: failure.since,
    };
  }
  return flag(at(set, 'spec', 'paused'))
    ? {
        state: 'stopped',
        reason: 'Paused',
        message: `${reason} ready; no more are made while it is paused`,
      }
    : {
        state: 'progressing',
        reason,
        message: `${set.kind} '${set.metadata.name}': ${reason} ready`,
      };
}

const desiredOf = (set: KubeObject) => number(at(set, 'spec', 'replicas')) ?? 1;

/**
 * VirtualMachineInstanceReplicaSet: as many ready as wanted.
 * Source: kubevirt.io/api/core/v1, `VirtualMachineInstanceReplicaSetStatus`.
 */
export const instanceSetHealth: HealthRule = (set, world) =>
  bySize(set, world, {
    desired: desiredOf(set),
    there: number(at(set, 'status', 'readyReplicas')) ?? 0,
  });

/**
 * VirtualMachinePool: as many ready as wanted; where its VMs are not meant to
 * run, as many there.
 * Source: kubevirt.io/api/pool, `VirtualMachinePoolStatus`.
 */
export const poolHealth: HealthRule = (pool, world) => {
  const wanted = wantedBySpec(
    at(pool, 'spec', 'virtualMachineTemplate', 'spec'),
  );
  const counted = wanted === 'on' ? 'readyReplicas' : 'replicas';
  const health = bySize(pool, world, {
    desired: desiredOf(pool),
    there: number(at(pool, 'status', counted)) ?? 0,
  });
  return health.state === 'healthy' && wanted === 'off'
    ? { state: 'stopped', reason: 'Stopped' }
    : health;
};
