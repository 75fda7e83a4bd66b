import { ClusterStore, KubeObject } from '../../clusters';
import {
  claim as claimShape,
  dataVolume as dataVolumeShape,
  SourceRef,
  storageClass as storageClassShape,
} from './shapes';
import { failed, progressing, Standing } from './standing';

/** Bound with the first pod, so it waits for that and nobody has to wait for it. */
function waitsForConsumer(
  store: ClusterStore,
  className: string | undefined,
): boolean {
  const found =
    className &&
    store.get({
      group: 'storage.k8s.io',
      kind: 'StorageClass',
      name: className,
    });
  return (
    !!found &&
    storageClassShape.parse(found).volumeBindingMode === 'WaitForFirstConsumer'
  );
}

export function claimStanding(
  object: KubeObject,
  store: ClusterStore,
): Standing {
  const { name } = object.metadata;
  const { spec, status } = claimShape.parse(object);
  switch (status.phase) {
    case 'Bound':
      return { state: 'ready' };
    case 'Lost':
      return failed(
        `The volume behind claim '${name}' is lost. Delete the claim and create it again.`,
      );
    default:
      return waitsForConsumer(store, spec.storageClassName)
        ? { state: 'ready', message: `Bound with the first pod that uses it` }
        : progressing(`Claim '${name}' waits for a volume`);
  }
}

/** What a disk is doing, by the phase that CDI tells. */
const ACTIVITIES: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(Import|Registry)/, 'Importing'],
  [/^(Clone|CSIClone|SnapshotFor|Smart|Namespace|Rebind)/, 'Cloning'],
  [/^Upload/, 'Uploading'],
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

/** The golden image that a disk is to be a copy of, where there is none such. */
function missingImage(
  { metadata }: KubeObject,
  { kind, namespace = metadata.namespace, name }: SourceRef,
  store: ClusterStore,
): string | undefined {
  const isKnown = store
    .knowledge()
    .some(
      known =>
        known.kind === 'datasources.cdi.kubevirt.io' &&
        known.state === 'synced',
    );
  const found =
    kind !== 'DataSource' ||
    store.get({ group: 'cdi.kubevirt.io', kind, namespace, name });
  return isKnown && !found ? `${namespace}/${name}` : undefined;
}

/** The number of a progress like `42.17%`; CDI says `N/A` where it cannot tell. */
function percent(progress: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(progress ?? '');
  return match ? Math.floor(Number(match[1])) : undefined;
}

export function dataVolumeStanding(
  object: KubeObject,
  store: ClusterStore,
): Standing {
  const { name } = object.metadata;
  const { spec, status } = dataVolumeShape.parse(object);
  const { phase = '', progress, conditions } = status;
  const running = conditions.find(({ type }) => type === 'Running');
  const why = running?.message || running?.reason;
  if (phase === 'Succeeded') {
    return { state: 'ready' };
  }
  const missing = spec.sourceRef && missingImage(object, spec.sourceRef, store);
  if (missing) {
    return failed(
      `Golden image '${missing}' does not exist on cluster '${store.name}'. Choose another one.`,
    );
  }
  const isHopeless =
    running?.reason === 'Error' && NO_SUCH_SOURCE.test(running.message ?? '');
  if (phase === 'Failed' || isHopeless) {
    return failed(
      `Disk '${name}' could not be filled: ${
        why ?? 'CDI gives no reason'
      }. Choose another source, or have it made available to cluster '${
        store.name
      }'.`,
    );
  }
  if (/ImagePull/.test(running?.reason ?? '')) {
    return failed(
      `The image of disk '${name}' cannot be pulled: ${why}. Check its name and tag, and that the cluster may pull it.`,
    );
  }
  if (/^(WaitForFirstConsumer|PendingPopulation)$/.test(phase)) {
    return progressing(`Disk '${name}' waits for its VM`);
  }
  const activity = ACTIVITIES.find(([pattern]) => pattern.test(phase))?.[1];
  const done = percent(progress);
  const troubled =
    running?.status === 'False' && !UNDERWAY.has(running.reason ?? '');
  const text = activity
    ? `${activity} disk ${name}${done === undefined ? '' : `: ${done} %`}`
    : `Disk '${name}' is being prepared`;
  return progressing(troubled && why ? `${text} (${why})` : text, done);
}
