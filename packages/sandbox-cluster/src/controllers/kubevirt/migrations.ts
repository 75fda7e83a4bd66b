import {
  event,
  isDeleting,
  isTrue,
  msSince,
  nameSuffix,
  timestamp,
} from '../meta';
import {
  MigrationState,
  Outcome,
  Pod,
  reconciler,
  View,
  VirtualMachineInstance,
  VirtualMachineInstanceMigration,
  withStatus,
} from '../shapes';
import { Timings } from '../timings';
import { Reconciler, Write } from '../types';
import { remove } from '../workloads/pods';
import { currentPod, launcherPod, MIGRATION_JOB } from './launcherPod';
import { isMigrating, isRunning, NODE_NAME } from './vmi';

/** On the target Pod: the migration that it belongs to. */
const MIGRATION_NAME = 'kubevirt.io/migrationName';

/** Moves a running guest to another node: for a while it has two launcher Pods. */
export function migrations(timings: Timings): Reconciler {
  return reconciler({
    name: 'migration-controller',
    kind: 'VirtualMachineInstanceMigration',
    watches: {
      Pod: pod => {
        const uid = pod.metadata.labels?.[MIGRATION_JOB];
        const name = pod.metadata.annotations?.[MIGRATION_NAME];
        return uid && name ? [{ namespace: pod.metadata.namespace, name }] : [];
      },
    },
    reconcile(migration, view, now) {
      const phase = migration.status?.phase;
      if (
        phase === 'Succeeded' ||
        phase === 'Failed' ||
        isDeleting(migration)
      ) {
        return { writes: [] };
      }
      const { namespace } = migration.metadata;
      const { vmiName } = migration.spec;
      const vmi = view.get('VirtualMachineInstance', vmiName, namespace);
      if (!vmi || !isRunning(vmi) || isDeleting(vmi)) {
        return fail(migration, `VMI ${vmiName} is not running`, now);
      }
      if (!isTrue(vmi, 'LiveMigratable')) {
        const why = vmi.status?.conditions?.find(
          ({ type }) => type === 'LiveMigratable',
        );
        return fail(
          migration,
          why?.message ?? `VMI ${vmiName} is not migratable`,
          now,
        );
      }
      return advance(migration, vmi, view, now, timings);
    },
  });
}

function fail(
  migration: VirtualMachineInstanceMigration,
  message: string,
  now: number,
): Outcome {
  return {
    writes: [
      enter(migration, 'Failed', now),
      event(migration, 'Warning', 'FailedMigration', message),
    ],
  };
}

function enter(
  migration: VirtualMachineInstanceMigration,
  phase: string,
  now: number,
  migrationState?: MigrationState,
): Write {
  return withStatus(migration, {
    ...migration.status,
    phase,
    ...(migrationState && { migrationState }),
    phaseTransitionTimestamps: [
      ...(migration.status?.phaseTransitionTimestamps ?? []),
      { phase, phaseTransitionTimestamp: timestamp(now) },
    ],
  });
}

/** Phases that follow each other by time alone, once the target Pod is there. */
const HAND_OVER = ['Scheduled', 'PreparingTarget', 'TargetReady', 'Running'];

function advance(
  migration: VirtualMachineInstanceMigration,
  vmi: VirtualMachineInstance,
  view: View,
  now: number,
  timings: Timings,
): Outcome {
  const { uid, namespace } = migration.metadata;
  const phase = migration.status?.phase ?? '';
  const pods = view.list('Pod', { namespace, ownerUid: vmi.metadata.uid });
  const target = pods.find(pod => pod.metadata.labels?.[MIGRATION_JOB] === uid);
  const source = currentPod(vmi, pods);
  if (phase === '') {
    return { writes: [enter(migration, 'Pending', now)] };
  }
  if (phase === 'Pending') {
    if (isMigrating(vmi)) {
      return { writes: [], requeueAfterMs: timings.step };
    }
    return {
      writes: [
        ...(target ? [] : createTarget(migration, vmi)),
        enter(migration, 'Scheduling', now),
      ],
    };
  }
  if (!target || !source) {
    return fail(migration, 'the target Pod of the migration is gone', now);
  }
  if (phase === 'Scheduling') {
    return isTrue(target, 'ContainersReady')
      ? { writes: [enter(migration, 'Scheduled', now)] }
      : { writes: [] };
  }
  const entered = migration.status?.phaseTransitionTimestamps?.find(
    transition => transition.phase === phase,
  )?.phaseTransitionTimestamp;
  const left = timings.step - msSince(entered, now);
  if (left > 0) {
    return { writes: [], requeueAfterMs: left };
  }
  const state: MigrationState = {
    migrationUid: uid,
    sourceNode: source.spec.nodeName,
    sourcePod: source.metadata.name,
    targetNode: target.spec.nodeName,
    targetPod: target.metadata.name,
    mode: 'PreCopy',
  };
  const next = HAND_OVER[HAND_OVER.indexOf(phase) + 1];
  if (next === 'Running') {
    const started = { ...state, startTimestamp: timestamp(now) };
    return {
      writes: [
        enter(migration, 'Running', now, started),
        withStatus(vmi, {
          ...vmi.status,
          migrationState: started,
          activePods: {
            ...vmi.status?.activePods,
            [target.metadata.uid ?? '']: target.spec.nodeName ?? '',
          },
        }),
        event(
          vmi,
          'Normal',
          'PreparingTarget',
          'VirtualMachineInstance Migration Target Prepared.',
        ),
      ],
    };
  }
  return next
    ? { writes: [enter(migration, next, now)] }
    : complete(migration, vmi, source, target, state, now);
}

function createTarget(
  migration: VirtualMachineInstanceMigration,
  vmi: VirtualMachineInstance,
): Write[] {
  const { uid, name } = migration.metadata;
  const podName = `virt-launcher-${vmi.metadata.name}-${nameSuffix(uid)}`;
  const pod = launcherPod(vmi, podName);
  const { [NODE_NAME]: _, ...labels } = pod.metadata.labels ?? {};
  return [
    {
      verb: 'create',
      object: {
        ...pod,
        metadata: {
          ...pod.metadata,
          labels: { ...labels, [MIGRATION_JOB]: uid ?? '' },
          annotations: { ...pod.metadata.annotations, [MIGRATION_NAME]: name },
        },
        spec: { ...pod.spec, affinity: awayFromSource(pod, vmi) },
      },
    },
    event(
      migration,
      'Normal',
      'SuccessfulCreate',
      `Created migration target pod ${vmi.metadata.namespace}/${podName}`,
    ),
  ];
}

function awayFromSource(pod: Pod, vmi: VirtualMachineInstance) {
  return {
    ...pod.spec.affinity,
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          labelSelector: {
            matchLabels: { 'kubevirt.io/created-by': vmi.metadata.uid ?? '' },
          },
          topologyKey: 'kubernetes.io/hostname',
        },
      ],
    },
  };
}

function complete(
  migration: VirtualMachineInstanceMigration,
  vmi: VirtualMachineInstance,
  source: Pod,
  target: Pod,
  state: MigrationState,
  now: number,
): Outcome {
  const nodeName = target.spec.nodeName ?? '';
  const done: MigrationState = {
    ...vmi.status?.migrationState,
    ...state,
    endTimestamp: timestamp(now),
    completed: true,
  };
  const relabel = (object: Pod | VirtualMachineInstance): Write => ({
    verb: 'update',
    object: {
      ...object,
      metadata: {
        ...object.metadata,
        labels: { ...object.metadata.labels, [NODE_NAME]: nodeName },
      },
    },
  });
  return {
    writes: [
      enter(migration, 'Succeeded', now, done),
      relabel(vmi),
      withStatus(vmi, {
        ...vmi.status,
        nodeName,
        migrationState: done,
        activePods: { [target.metadata.uid ?? '']: nodeName },
      }),
      relabel(target),
      remove(source),
      event(
        vmi,
        'Normal',
        'Migrated',
        `The VirtualMachineInstance migrated to node ${nodeName}.`,
      ),
    ],
  };
}
