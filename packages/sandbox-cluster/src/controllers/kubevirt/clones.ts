import { event, isDeleting, msSince, setCondition, timestamp } from '../meta';
import {
  Outcome,
  reconciler,
  VirtualMachine,
  VirtualMachineClone,
  withStatus,
} from '../shapes';
import { Timings } from '../timings';
import { Reconciler } from '../types';

/** The phases that a clone goes through, one step each. */
const PHASES = ['SnapshotInProgress', 'CreatingTargetVM', 'RestoreInProgress'];

/** Makes a stopped VM like another; here its disks are new ones from the same sources. */
export function clones(timings: Timings): Reconciler {
  return reconciler({
    name: 'clone-controller',
    kind: 'VirtualMachineClone',
    reconcile(clone, view, now): Outcome {
      const { namespace, creationTimestamp } = clone.metadata;
      const phase = clone.status?.phase;
      if (phase === 'Succeeded' || phase === 'Failed' || isDeleting(clone)) {
        return { writes: [] };
      }
      const { name } = clone.spec.source;
      const source = view.get('VirtualMachine', name, namespace);
      if (!source) {
        return {
          writes: [
            withStatus(clone, { ...clone.status, phase: 'Unknown' }),
            event(
              clone,
              'Warning',
              'SourceDoesNotExist',
              `VirtualMachine ${namespace}/${name} does not exist`,
            ),
          ],
          requeueAfterMs: 10_000,
        };
      }
      const steps = Math.floor(msSince(creationTimestamp, now) / timings.step);
      if (steps < PHASES.length) {
        return {
          writes: [
            withStatus(clone, { ...clone.status, phase: PHASES[steps] }),
          ],
          requeueAfterMs: timings.step,
        };
      }
      const target = targetOf(clone, source);
      return {
        writes: [
          { verb: 'create', object: target },
          withStatus(clone, {
            ...clone.status,
            phase: 'Succeeded',
            targetName: target.metadata.name,
            creationTime: timestamp(now),
            conditions: setCondition(
              undefined,
              { type: 'Ready', status: 'True', reason: 'Ready' },
              now,
            ),
          }),
        ],
      };
    },
  });
}

function targetOf(
  { spec, metadata }: VirtualMachineClone,
  source: VirtualMachine,
): VirtualMachine {
  const name = spec.target?.name ?? `${source.metadata.name}-${metadata.name}`;
  const {
    running: _,
    dataVolumeTemplates = [],
    template,
    ...rest
  } = source.spec;
  const renamed = (disk = '') => `${disk}-${name}`;
  const templated = dataVolumeTemplates.map(
    ({ metadata: { name: own } }) => own,
  );
  return {
    apiVersion: source.apiVersion,
    kind: source.kind,
    metadata: {
      name,
      namespace: source.metadata.namespace,
      labels: source.metadata.labels,
    },
    spec: {
      ...rest,
      runStrategy: 'Halted',
      dataVolumeTemplates: dataVolumeTemplates.map(volume => ({
        ...volume,
        metadata: { ...volume.metadata, name: renamed(volume.metadata.name) },
      })),
      template: {
        ...template,
        spec: {
          ...template.spec,
          volumes: template.spec.volumes?.map(volume =>
            volume.dataVolume && templated.includes(volume.dataVolume.name)
              ? {
                  ...volume,
                  dataVolume: { name: renamed(volume.dataVolume.name) },
                }
              : volume,
          ),
        },
      },
    },
  };
}
