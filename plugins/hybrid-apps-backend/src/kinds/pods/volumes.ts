import { KubeObject } from '../../clusters';
import { at, called, list, text } from '../../objects';
import { Name } from '../types';

/** Whether a reference may be to what is not there. */
export const optionalOf = (reference: unknown): Pick<Name, 'isOptional'> =>
  at(reference, 'optional') === true ? { isOptional: true } : {};

/** An object of the core API, by its name. */
export const core = (
  kind: string,
  namespace: string | undefined,
  name: string,
) => ({
  apiVersion: 'v1',
  to: { group: '', kind, namespace, name },
});

/**
 * The name of a DataVolume is also that of the claim that it fills, which stays
 * when CDI collects it.
 * Source: kubevirt.io/api/core/v1, `DataVolumeSource.Name`.
 */
const dataVolume = (namespace: string | undefined, name: string) => ({
  apiVersion: 'cdi.kubevirt.io/v1beta1',
  to: { group: 'cdi.kubevirt.io', kind: 'DataVolume', namespace, name },
  or: [{ group: '', kind: 'PersistentVolumeClaim', namespace, name }],
});

/**
 * The kinds of volume that name another object, and the field that does.
 * Source: k8s.io/api/core/v1 and kubevirt.io/api/core/v1, VolumeSource.
 */
const VOLUMES: ReadonlyArray<{
  path: readonly string[];
  kind: string;
  relation: Name['relation'];
}> = [
  {
    path: ['persistentVolumeClaim', 'claimName'],
    kind: 'PersistentVolumeClaim',
    relation: 'mounts',
  },
  { path: ['configMap', 'name'], kind: 'ConfigMap', relation: 'uses' },
  { path: ['secret', 'secretName'], kind: 'Secret', relation: 'uses' },
  { path: ['dataVolume', 'name'], kind: 'DataVolume', relation: 'mounts' },
  // Keys of storage that a kubelet or its drivers mount.
  {
    path: ['csi', 'nodePublishSecretRef', 'name'],
    kind: 'Secret',
    relation: 'uses',
  },
  { path: ['azureFile', 'secretName'], kind: 'Secret', relation: 'uses' },
  ...['cephfs', 'flexVolume', 'iscsi', 'rbd'].map(
    source =>
      ({
        path: [source, 'secretRef', 'name'],
        kind: 'Secret',
        relation: 'uses',
      } as const),
  ),
  // KubeVirt: the token of an account as a disk.
  {
    path: ['serviceAccount', 'serviceAccountName'],
    kind: 'ServiceAccount',
    relation: 'uses',
  },
  // KubeVirt: what only the guest changes, and where its memory is written.
  {
    path: ['ephemeral', 'persistentVolumeClaim', 'claimName'],
    kind: 'PersistentVolumeClaim',
    relation: 'mounts',
  },
  {
    path: ['memoryDump', 'claimName'],
    kind: 'PersistentVolumeClaim',
    relation: 'mounts',
  },
  {
    path: ['containerDisk', 'imagePullSecret'],
    kind: 'Secret',
    relation: 'uses',
  },
  // KubeVirt: cloud-init and sysprep that are kept in a Secret or ConfigMap.
  {
    path: ['cloudInitNoCloud', 'secretRef', 'name'],
    kind: 'Secret',
    relation: 'uses',
  },
  {
    path: ['cloudInitNoCloud', 'networkDataSecretRef', 'name'],
    kind: 'Secret',
    relation: 'uses',
  },
  {
    path: ['cloudInitConfigDrive', 'secretRef', 'name'],
    kind: 'Secret',
    relation: 'uses',
  },
  {
    path: ['cloudInitConfigDrive', 'networkDataSecretRef', 'name'],
    kind: 'Secret',
    relation: 'uses',
  },
  { path: ['sysprep', 'secret', 'name'], kind: 'Secret', relation: 'uses' },
  {
    path: ['sysprep', 'configMap', 'name'],
    kind: 'ConfigMap',
    relation: 'uses',
  },
];

/** What the volumes of a Pod or a VM name. */
export function ofVolumes(
  object: KubeObject,
  spec: unknown,
  specPath: string,
): Name[] {
  const { namespace } = object.metadata;
  const made = list(at(object, 'spec', 'dataVolumeTemplates')).map(template =>
    at(template, 'metadata', 'name'),
  );
  return list(at(spec, 'volumes')).flatMap((volume, index) => {
    const where = `${specPath}.volumes[${index}]`;
    const volumeName = text(at(volume, 'name')) ?? String(index);
    const plain = VOLUMES.flatMap(({ path, kind, relation }) => {
      const name = text(at(volume, ...path));
      const source = at(volume, ...path.slice(0, -1));
      return name
        ? [{ name, kind, relation, path, ...optionalOf(source) }]
        : [];
    });
    const projected = list(at(volume, 'projected', 'sources')).flatMap(source =>
      [
        { kind: 'ConfigMap', reference: at(source, 'configMap') },
        { kind: 'Secret', reference: at(source, 'secret') },
      ].flatMap(({ kind, reference }) => {
        const name = text(at(reference, 'name'));
        return name
          ? [
              {
                name,
                kind,
                relation: 'uses' as const,
                path: ['projected', 'sources'],
                ...optionalOf(reference),
              },
            ]
          : [];
      }),
    );
    return [...plain, ...projected].map(
      ({ name, kind, relation, path, isOptional }) => ({
        ...(kind === 'DataVolume'
          ? dataVolume(namespace, name)
          : core(kind, namespace, name)),
        relation,
        text: `${called(
          object,
        )} mounts ${kind} ${name} as volume ${volumeName}`,
        fieldPath: [where, ...path].join('.'),
        ...(kind === 'DataVolume' &&
          made.includes(name) && { isMadeByIt: true as const }),
        ...(isOptional && { isOptional }),
      }),
    );
  });
}
