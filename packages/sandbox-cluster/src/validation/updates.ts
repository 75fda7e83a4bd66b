/** What may not change once it is there. */
import { deepEqual, Json, KubeObject, recordAt, recordsAt } from '../objects';
import { Cause } from '../status';
import { forbidden, invalid } from './causes';
import { parseQuantity } from './quantity';

type Update = (before: Json, after: Json) => Cause[];

/** Fields of `spec` that are settled with the object's creation. */
function immutable(...fields: string[]): Update {
  return (before, after) =>
    fields.flatMap(field => {
      const old = recordAt(before, 'spec')[field];
      const value = recordAt(after, 'spec')[field];
      return deepEqual(old, value)
        ? []
        : [invalid(`spec.${field}`, value, 'field is immutable')];
    });
}

/** The spec may change in these fields alone. */
function onlyThese(fields: string[], message: string): Update {
  return (before, after) => {
    const rest = (object: Json) => {
      const spec = { ...recordAt(object, 'spec') };
      fields.forEach(field => delete spec[field]);
      return spec;
    };
    return deepEqual(rest(before), rest(after))
      ? []
      : [forbidden('spec', message)];
  };
}

const POD_FIELDS = [
  // Set by the scheduler, once.
  'nodeName',
  'activeDeadlineSeconds',
  'tolerations',
  'terminationGracePeriodSeconds',
  'containers',
  'initContainers',
];
const POD_MESSAGE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

const pod: Update = (before, after) => {
  const containers = (object: Json) =>
    (['containers', 'initContainers'] as const).flatMap(list =>
      recordsAt(object, 'spec', list).map(({ image: _, ...rest }) => rest),
    );
  const [changed] = onlyThese(POD_FIELDS, POD_MESSAGE)(before, after);
  const { nodeName } = recordAt(before, 'spec');
  const isMoved =
    nodeName !== undefined && nodeName !== recordAt(after, 'spec').nodeName;
  return changed || isMoved || !deepEqual(containers(before), containers(after))
    ? [forbidden('spec', POD_MESSAGE)]
    : [];
};

const claim: Update = (before, after) => {
  const old = recordAt(before, 'spec');
  const next = recordAt(after, 'spec');
  const settled = (spec: Json) => ({
    ...spec,
    resources: undefined,
    // Set by the controllers, where they were open.
    volumeName: old.volumeName === undefined ? undefined : spec.volumeName,
    storageClassName:
      old.storageClassName === undefined ? undefined : spec.storageClassName,
  });
  const size = (spec: Json) =>
    parseQuantity(recordAt(spec, 'resources', 'requests').storage) ?? 0;
  if (!deepEqual(settled(old), settled(next))) {
    return [
      forbidden(
        'spec',
        'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
      ),
    ];
  }
  return size(next) < size(old)
    ? [
        forbidden(
          'spec.resources.requests.storage',
          'field can not be less than status.capacity',
        ),
      ]
    : [];
};

const service: Update = (before, after) => {
  const old = recordAt(before, 'spec');
  const next = recordAt(after, 'spec');
  return old.clusterIP &&
    old.clusterIP !== next.clusterIP &&
    next.type !== 'ExternalName'
    ? [
        invalid(
          'spec.clusterIPs[0]',
          [next.clusterIP],
          'may not change once set',
        ),
      ]
    : [];
};

/** Whoever deletes an object may rely on who holds it. */
export function metadataUpdate(before: KubeObject, after: KubeObject): Cause[] {
  const { deletionTimestamp, finalizers: held = [] } = before.metadata;
  const added = (after.metadata.finalizers ?? []).filter(
    name => !held.includes(name),
  );
  return deletionTimestamp && added.length > 0
    ? [
        forbidden(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added
            .map(name => JSON.stringify(name))
            .join(', ')}}`,
        ),
      ]
    : [];
}

export const UPDATES: Record<string, Update> = {
  '/Pod': pod,
  '/PersistentVolumeClaim': claim,
  '/Service': service,
  'apps/Deployment': immutable('selector'),
  'apps/ReplicaSet': immutable('selector'),
  'apps/DaemonSet': immutable('selector'),
  'apps/StatefulSet': onlyThese(
    [
      'replicas',
      'ordinals',
      'template',
      'updateStrategy',
      'revisionHistoryLimit',
      'persistentVolumeClaimRetentionPolicy',
      'minReadySeconds',
    ],
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
  ),
  'batch/Job': immutable('completions', 'selector', 'template'),
  'storage.k8s.io/StorageClass': (before, after) =>
    ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'].flatMap(
      field =>
        deepEqual(before[field], after[field])
          ? []
          : [forbidden(field, `updates to ${field} are forbidden.`)],
    ),
};
