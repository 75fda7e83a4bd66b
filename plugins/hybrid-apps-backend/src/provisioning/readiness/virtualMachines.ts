import { ClusterStore, KubeObject } from '../../clusters';
import { noNodeTakes, pullFailure, refusedPods } from '../../kinds/pods';
import {
  Condition,
  virtualMachine as vmShape,
  virtualMachineInstance as vmiShape,
} from './shapes';
import { byHealth, failed, progressing, Standing } from './standing';
import { dataVolumeStanding } from './storage';

/** How far the disks are that a VM still waits for, the worst of it. */
function diskStanding(
  object: KubeObject,
  names: string[],
  store: ClusterStore,
): Standing | undefined {
  const { namespace } = object.metadata;
  const standings = names
    .flatMap(
      name =>
        store.get({
          group: 'cdi.kubevirt.io',
          kind: 'DataVolume',
          namespace,
          name,
        }) ?? [],
    )
    .map(volume => dataVolumeStanding(volume, store))
    .filter(({ state }) => state !== 'ready');
  return standings.find(({ state }) => state === 'failed') ?? standings[0];
}

/** What keeps the running instance of a VM from running. */
function troubleOfInstance(
  { metadata: { namespace, name } }: KubeObject,
  store: ClusterStore,
): Condition | undefined {
  const kind = 'VirtualMachineInstance';
  const object = store.get({ group: 'kubevirt.io', kind, namespace, name });
  const { conditions } = vmiShape.parse(object).status;
  const isFalse = ({ type, status }: Condition) =>
    status === 'False' && (type === 'PodScheduled' || type === 'Synchronized');
  return conditions.find(isFalse);
}

/** States of `printableStatus`, as KubeVirt's users know them. */
export function virtualMachineStanding(
  object: KubeObject,
  store: ClusterStore,
): Standing {
  const { name } = object.metadata;
  const { spec, status } = vmShape.parse(object);
  const { volumes } = spec.template.spec;
  const { printableStatus, conditions } = status;
  const conditionOf = (type: string) =>
    conditions.find(condition => condition.type === type);

  if (status.ready || conditionOf('Ready')?.status === 'True') {
    return { state: 'ready' };
  }
  const staysOff =
    spec.running === false ||
    spec.runStrategy === 'Halted' ||
    spec.runStrategy === 'Manual';
  if (staysOff && printableStatus === 'Stopped') {
    return { state: 'ready', message: 'Stopped, as its manifest says' };
  }

  const images = volumes.flatMap(
    ({ containerDisk }) => containerDisk.image ?? [],
  );
  const disks = volumes.flatMap(({ dataVolume }) => dataVolume.name ?? []);
  const waiting = diskStanding(object, disks, store);
  const trouble = troubleOfInstance(object, store);
  const why =
    conditionOf('Failure')?.message ??
    trouble?.message ??
    conditionOf('Ready')?.message;
  const because = why ? `: ${why}` : '';
  switch (printableStatus) {
    case 'ImagePullBackOff':
      return failed(pullFailure(images.join("' or '"), why));
    case 'DataVolumeError':
      return (
        waiting ??
        failed(`A disk of VM '${name}' could not be filled${because}`)
      );
    case 'ErrImagePull':
      return progressing(
        `Image '${images.join("' or '")}' was not pulled yet${because}`,
      );
    case 'ErrorUnschedulable':
      return progressing(noNodeTakes(`VM '${name}'`, why, store.name));
    case 'ErrorPvcNotFound':
      return progressing(`A disk of VM '${name}' is missing${because}`);
    case 'CrashLoopBackOff':
      return progressing(`VM '${name}' keeps failing to start${because}`);
    default:
      break;
  }
  // Its printableStatus says no more than Starting then.
  if (trouble?.reason === 'FailedCreate' && trouble.message) {
    return byHealth(
      { kind: object.kind, name },
      refusedPods(`VM '${name}'`, trouble.message, store.name),
    );
  }
  if (waiting) {
    return waiting;
  }
  if (conditionOf('Failure')?.status === 'True') {
    return progressing(`VM '${name}' cannot start${because}`);
  }
  return progressing(
    `VM '${name}' is ${(printableStatus ?? 'Starting').toLowerCase()}`,
  );
}
