import { isKnownIn, KubeObject } from '../../clusters';
import { at, condition, kindKey, text } from '../../objects';
import { Health, HealthRule, World } from '../types';
import { vmWanted } from '../virtualMachines/wanted';

/** What a disk is doing, by the phase that CDI tells. */
const ACTIVITIES: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(Import|Registry)/, 'Importing'],
  [/^(Clone|CSIClone|SnapshotFor|Smart|Namespace|Rebind|PrepClaim)/, 'Cloning'],
  [/^UploadScheduled/, 'Uploading'],
  [/^Expan/, 'Enlarging'],
];

/** Reasons of CDI's Running condition that a later try may still cure. */
const UNDERWAY = new Set([
  '',
  'Completed',
  'ContainerCreating',
  'Pod is running',
  'Pending',
]);

/** What a source says that has nothing to give, and never will by itself. */
const NO_SUCH_SOURCE = /manifest unknown|not found|\b404\b/i;

/** The number of a progress like `42.17%`; CDI says `N/A` where it cannot tell. */
function percent(volume: KubeObject): number | undefined {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(
    text(at(volume, 'status', 'progress')) ?? '',
  );
  return match ? Math.floor(Number(match[1])) : undefined;
}

/** A DataVolume's progress as people write it, `42 %`; undefined where it has none. */
export function importProgress(volume: KubeObject): string | undefined {
  const done = percent(volume);
  return done === undefined ? undefined : `${done} %`;
}

/** The golden image that a disk is to be a copy of, where there is none such. */
function missingImage(volume: KubeObject, world: World): string | undefined {
  const source = at(volume, 'spec', 'sourceRef');
  const name = text(at(source, 'name'));
  if (at(source, 'kind') !== 'DataSource' || !name) {
    return undefined;
  }
  const namespace = text(at(source, 'namespace')) ?? volume.metadata.namespace;
  const isKnown = world
    .knowledge()
    .some(
      known =>
        known.kind === 'datasources.cdi.kubevirt.io' &&
        isKnownIn(known, namespace),
    );
  const key = { group: 'cdi.kubevirt.io', kind: 'DataSource', namespace, name };
  return isKnown && !world.get(key) ? `${namespace}/${name}` : undefined;
}

/** Who is to use a disk first: the VM that it was made for, where one was. */
function waitsForConsumer(
  volume: KubeObject,
  phase: string,
  world: World,
): Health {
  const { name, namespace, ownerReferences = [] } = volume.metadata;
  const owner = ownerReferences.find(
    reference => kindKey(reference) === 'kubevirt.io/VirtualMachine',
  );
  const vm =
    owner &&
    world.get({
      group: 'kubevirt.io',
      kind: 'VirtualMachine',
      namespace,
      name: owner.name,
    });
  if (vm && vmWanted(vm) === 'on') {
    return {
      state: 'progressing',
      reason: phase,
      message: `Disk '${name}' waits for its VM`,
    };
  }
  return {
    state: 'stopped',
    reason: phase,
    message: vm
      ? `Disk '${name}' is filled when its VM starts`
      : `Disk '${name}' is filled with the first pod that uses it`,
  };
}

/**
 * DataVolume: filled, failed, or how far it is.
 * Source: containerized-data-importer, `DataVolumePhase` and
 * `DataVolumeConditionType`.
 */
export const dataVolumeHealth: HealthRule = (volume, world) => {
  const { name } = volume.metadata;
  const phase = text(at(volume, 'status', 'phase')) ?? 'Pending';
  const running = condition(volume, 'Running');
  const why = running?.message ?? running?.reason;
  if (phase === 'Succeeded') {
    return { state: 'healthy', reason: phase };
  }
  const fault = (message: string): Health => ({
    state: 'degraded',
    reason: phase,
    message,
    since: running?.since,
  });
  const missing = missingImage(volume, world);
  if (missing) {
    return {
      ...fault(
        `Golden image '${missing}' does not exist on cluster '${world.name}'. Choose another one.`,
      ),
      settled: true,
    };
  }
  const isHopeless =
    running?.reason === 'Error' && NO_SUCH_SOURCE.test(running.message ?? '');
  if (phase === 'Failed' || isHopeless) {
    return {
      ...fault(
        `Disk '${name}' could not be filled: ${
          why ?? 'CDI gives no reason'
        }. Choose another source, or have it made available to cluster '${
          world.name
        }'.`,
      ),
      settled: true,
    };
  }
  if (/ImagePull/.test(running?.reason ?? '')) {
    return {
      ...fault(
        `The image of disk '${name}' cannot be pulled: ${why}. Check its name and tag, and that the cluster may pull it.`,
      ),
      settled: true,
    };
  }
  if (phase === 'WaitForFirstConsumer' || phase === 'PendingPopulation') {
    return waitsForConsumer(volume, phase, world);
  }
  if (phase === 'Unknown') {
    return {
      state: 'unknown',
      reason: phase,
      message: why ?? 'CDI does not reach what fills it',
    };
  }
  const progress = percent(volume);
  const activity = ACTIVITIES.find(([pattern]) => pattern.test(phase))?.[1];
  const doing = activity
    ? `${activity} disk ${name}${
        progress === undefined ? '' : `: ${progress} %`
      }`
    : idle(name, phase);
  const isTroubled =
    running?.status === 'False' && !UNDERWAY.has(running.reason ?? '');
  return {
    ...(isTroubled && why
      ? fault(`${doing} (${why})`)
      : { state: 'progressing', reason: phase, message: doing }),
    ...(progress !== undefined && { progress }),
  };
};

/** What a disk waits for of which CDI has nothing to do right now. */
function idle(name: string, phase: string): string {
  switch (phase) {
    case 'UploadReady':
      return `Disk '${name}' waits for its upload`;
    case 'Paused':
      return `Disk '${name}' waits for its next checkpoint`;
    default:
      return `Disk '${name}' is being prepared`;
  }
}

/** DataImportCron: whether the newest image is there. */
export const importCronHealth: HealthRule = cron => {
  const upToDate = condition(cron, 'UpToDate');
  const progressing = condition(cron, 'Progressing');
  if (!upToDate) {
    return { state: 'unknown', message: 'CDI has not reported a status yet' };
  }
  if (upToDate.status === 'True') {
    return { state: 'healthy', reason: 'UpToDate', since: upToDate.since };
  }
  const isUnderWay = progressing?.status === 'True';
  return {
    state: isUnderWay ? 'progressing' : 'degraded',
    reason: upToDate.reason ?? 'NotUpToDate',
    message: (isUnderWay && progressing.message) || upToDate.message,
    since: upToDate.since,
  };
};

/** DataSource: whether there is anything to copy. */
export const dataSourceHealth: HealthRule = source => {
  const ready = condition(source, 'Ready');
  if (!ready) {
    return { state: 'unknown', message: 'CDI has not reported a status yet' };
  }
  return ready.status === 'True'
    ? { state: 'healthy', reason: 'Ready', since: ready.since }
    : {
        state: 'degraded',
        reason: ready.reason ?? 'NotReady',
        message: ready.message,
        since: ready.since,
      };
};
