import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../clusters';
import { at, kindKey, list, text, texts } from '../../objects';
import { unknownOfCluster } from '../known';
import { ownedBy } from '../parts';
import { present, unique } from '../presentFacts';
import { InsideRule, InsideWorld, World } from '../types';

type ClaimInside = NonNullable<ObjectInside['claim']>;

/** Fields of a volume that say how it is, and not what. Source: k8s.io/api/core/v1, PersistentVolumeSpec. */
const NO_SOURCES = [
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
];

const sourceOf = (spec: unknown): string | undefined =>
  typeof spec === 'object' && spec !== null
    ? Object.keys(spec).find(field => !NO_SOURCES.includes(field))
    : undefined;

/** The nodes that a volume can be reached from. Source: k8s.io/api/core/v1, VolumeNodeAffinity and LabelHostname. */
const nodesOf = (volume: KubeObject): string[] =>
  unique(
    list(
      at(volume, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms'),
    ).flatMap(term =>
      list(at(term, 'matchExpressions'))
        .filter(
          one =>
            at(one, 'key') === 'kubernetes.io/hostname' &&
            at(one, 'operator') === 'In',
        )
        .flatMap(one => texts(at(one, 'values'))),
    ),
  );

/** The volume that a claim is bound to; that the claim names it makes it nobody's yet. */
function volumeOf(
  claim: KubeObject,
  world: Pick<InsideWorld, 'readsClusters' | 'get'>,
): ClaimInside['volume'] {
  const name = text(at(claim, 'spec', 'volumeName'));
  if (!name) {
    return undefined;
  }
  const found = world.readsClusters
    ? world.get({ group: '', kind: 'PersistentVolume', name })
    : undefined;
  const bound = at(found, 'spec', 'claimRef');
  if (
    !found ||
    at(bound, 'namespace') !== claim.metadata.namespace ||
    at(bound, 'name') !== claim.metadata.name
  ) {
    return { name };
  }
  const spec = at(found, 'spec');
  const type = sourceOf(spec);
  return present({
    name,
    type,
    driver: type && text(at(spec, type, 'driver')),
    accessModes: texts(at(spec, 'accessModes')),
    nodes: nodesOf(found),
    reclaimPolicy: text(at(spec, 'persistentVolumeReclaimPolicy')),
    capacity: text(at(spec, 'capacity', 'storage')),
  });
}

/** Source: k8s.io/api/storage/v1, StorageClass, where what is not written counts as here. */
function classOf(
  name: string | undefined,
  world: Pick<InsideWorld, 'readsClusters' | 'get'>,
): ClaimInside['storageClass'] {
  if (!name) {
    return undefined;
  }
  const found = world.readsClusters
    ? world.get({ group: 'storage.k8s.io', kind: 'StorageClass', name })
    : undefined;
  return found
    ? present({
        name,
        provisioner: text(at(found, 'provisioner')),
        bindingMode: text(at(found, 'volumeBindingMode')) ?? 'Immediate',
        canExpand: at(found, 'allowVolumeExpansion') === true,
        reclaimPolicy: text(at(found, 'reclaimPolicy')) ?? 'Delete',
      })
    : { name };
}

/** A DataVolume's claim; a claim is its own. */
const claimOf = (object: KubeObject, world: World): KubeObject | undefined =>
  [object, ...ownedBy(object, world)].find(
    one => kindKey(one) === '/PersistentVolumeClaim',
  );

/** Of a disk: the volume and the class behind its claim. */
export const storageInside: InsideRule = (object, world) => {
  const claim = claimOf(object, world);
  if (!claim) {
    return {};
  }
  const volume = volumeOf(claim, world);
  const storageClass = classOf(
    text(at(claim, 'spec', 'storageClassName')),
    world,
  );
  const clusterScoped = [
    ...(volume ? [{ group: '', resource: 'persistentvolumes' }] : []),
    ...(storageClass
      ? [{ group: 'storage.k8s.io', resource: 'storageclasses' }]
      : []),
  ];
  return present({
    claim: present({
      accessModes: texts(at(claim, 'spec', 'accessModes')),
      volumeMode: text(at(claim, 'spec', 'volumeMode')),
      volume,
      storageClass,
    }),
    unknown: unknownOfCluster(world, ...clusterScoped),
  });
};
