import {
  event,
  isDeleting,
  msSince,
  ownerReference,
  setCondition,
  timestamp,
} from '../meta';
import {
  Condition,
  Outcome,
  reconciler,
  VirtualMachine,
  VirtualMachineSnapshot,
  VirtualMachineSnapshotContent,
  withStatus,
} from '../shapes';
import { Timings } from '../timings';
import { Reconciler } from '../types';

function contentName({ metadata }: VirtualMachineSnapshot): string {
  return `vmsnapshot-content-${metadata.uid}`;
}

function condition(type: string, holds: boolean, reason: string): Condition {
  return {
    type,
    status: holds ? 'True' : 'False',
    reason,
    lastProbeTime: null,
  };
}

function all(before: unknown, next: Condition[], now: number): Condition[] {
  return next.reduce<Condition[]>(
    (conditions, each) => setCondition(conditions, each, now),
    Array.isArray(before) ? before : [],
  );
}

/** Takes a VM's state; here that is its spec, there are no disks to copy. */
export function snapshots(timings: Timings): Reconciler {
  return reconciler({
    name: 'snapshot-controller',
    kind: 'VirtualMachineSnapshot',
    reconcile(snapshot, view, now): Outcome {
      const { namespace, creationTimestamp } = snapshot.metadata;
      const { status } = snapshot;
      if (status?.readyToUse || isDeleting(snapshot)) {
        return { writes: [] };
      }
      const { name } = snapshot.spec.source;
      const vm = view.get('VirtualMachine', name, namespace);
      if (!vm) {
        return {
          writes: [
            withStatus(snapshot, {
              ...status,
              phase: 'InProgress',
              readyToUse: false,
              error: {
                message: `Source ${name} does not exist`,
                time: creationTimestamp,
              },
            }),
          ],
          requeueAfterMs: timings.step,
        };
      }
      const left = timings.step - msSince(creationTimestamp, now);
      if (left > 0) {
        return {
          writes: [
            withStatus(snapshot, {
              ...status,
              phase: 'InProgress',
              readyToUse: false,
              sourceUID: vm.metadata.uid,
              conditions: all(
                status?.conditions,
                [
                  condition(
                    'Progressing',
                    true,
                    'Source locked and operation in progress',
                  ),
                  condition('Ready', false, 'Not ready'),
                ],
                now,
              ),
            }),
          ],
          requeueAfterMs: left,
        };
      }
      return {
        writes: [
          { verb: 'create', object: contentOf(snapshot, vm) },
          withStatus(snapshot, {
            ...status,
            phase: 'Succeeded',
            readyToUse: true,
            creationTime: timestamp(now),
            sourceUID: vm.metadata.uid,
            virtualMachineSnapshotContentName: contentName(snapshot),
            ...(vm.status?.created && {
              indications: ['Online', 'NoGuestAgent'],
            }),
            conditions: all(
              status?.conditions,
              [
                condition('Progressing', false, 'Operation complete'),
                condition('Ready', true, 'Operation complete'),
              ],
              now,
            ),
          }),
        ],
      };
    },
  });
}

function contentOf(
  snapshot: VirtualMachineSnapshot,
  vm: VirtualMachine,
): VirtualMachineSnapshotContent {
  const { status: _, ...source } = vm;
  return {
    apiVersion: snapshot.apiVersion,
    kind: 'VirtualMachineSnapshotContent',
    metadata: {
      name: contentName(snapshot),
      namespace: snapshot.metadata.namespace,
      ownerReferences: [ownerReference(snapshot)],
    },
    spec: {
      virtualMachineSnapshotName: snapshot.metadata.name,
      source: { virtualMachine: source },
    },
  };
}

/** Puts a stopped VM back to what a snapshot holds. */
export function restores(timings: Timings): Reconciler {
  return reconciler({
    name: 'restore-controller',
    kind: 'VirtualMachineRestore',
    watches: {
      VirtualMachine: (vm, view) =>
        view
          .list('VirtualMachineRestore', { namespace: vm.metadata.namespace })
          .filter(({ spec }) => spec.target.name === vm.metadata.name)
          .map(restore => restore.metadata),
    },
    reconcile(restore, view, now): Outcome {
      const { namespace, creationTimestamp } = restore.metadata;
      const { target, virtualMachineSnapshotName } = restore.spec;
      if (restore.status?.complete || isDeleting(restore)) {
        return { writes: [] };
      }
      const snapshot = view.get(
        'VirtualMachineSnapshot',
        virtualMachineSnapshotName,
        namespace,
      );
      const content =
        snapshot &&
        view.get(
          'VirtualMachineSnapshotContent',
          contentName(snapshot),
          namespace,
        );
      const vm = view.get('VirtualMachine', target.name, namespace);
      const isStopped = !view.get(
        'VirtualMachineInstance',
        target.name,
        namespace,
      );
      const waitsFor = [
        [!content, `VMSnapshot ${virtualMachineSnapshotName} is not ready`],
        [!vm, `Target ${target.name} does not exist`],
        [!isStopped, 'Waiting for target to be ready'],
      ].find(([holds]) => holds)?.[1];
      const left = timings.step - msSince(creationTimestamp, now);
      if (!content || !vm || !isStopped || left > 0) {
        return {
          writes: [
            withStatus(restore, {
              ...restore.status,
              complete: false,
              conditions: all(
                restore.status?.conditions,
                [
                  condition(
                    'Progressing',
                    !waitsFor,
                    String(waitsFor || 'Creating new PVCs'),
                  ),
                  condition('Ready', false, 'Waiting for new PVCs'),
                ],
                now,
              ),
            }),
          ],
          requeueAfterMs: Math.max(left, timings.step),
        };
      }
      const {
        runStrategy: _,
        running: __,
        ...spec
      } = content.spec.source.virtualMachine.spec;
      return {
        writes: [
          {
            verb: 'update',
            // It stays as it is: stopped.
            object: { ...vm, spec: { ...spec, ...powerOf(vm) } },
          },
          withStatus(restore, {
            ...restore.status,
            complete: true,
            restoreTime: timestamp(now),
            conditions: all(
              restore.status?.conditions,
              [
                condition('Progressing', false, 'Operation complete'),
                condition('Ready', true, 'Operation complete'),
              ],
              now,
            ),
          }),
          event(
            restore,
            'Normal',
            'VirtualMachineRestoreComplete',
            `Successfully completed VirtualMachineRestore ${restore.metadata.name}`,
          ),
        ],
      };
    },
  });
}

function powerOf({ spec: { runStrategy, running } }: VirtualMachine) {
  return runStrategy === undefined ? { running } : { runStrategy };
}
