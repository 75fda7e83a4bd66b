import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../../clusters';
import { at, flag, list, objectField, text, texts } from '../../../objects';
import { present } from '../../presentFacts';
import { World } from '../../types';
import { readsOfVolume } from './keys';

type VolumeInside = NonNullable<ObjectInside['volumes']>[number];

/** Fields of a claim, as it is there or as it will be made. */
const claimFacts = (claim: unknown) => ({
  accessModes: texts(at(claim, 'spec', 'accessModes')),
  size:
    text(at(claim, 'status', 'capacity', 'storage')) ??
    text(at(claim, 'spec', 'resources', 'requests', 'storage')),
  storageClass: text(at(claim, 'spec', 'storageClassName')),
});

/** What is behind a claim of a name, as far as it is here. */
function ofClaim(
  namespace: string | undefined,
  name: string,
  world: World,
): Omit<VolumeInside, 'name' | 'type'> {
  const kind = 'PersistentVolumeClaim';
  const claim = world.get({ group: '', kind, namespace, name });
  return {
    object: claim
      ? objectField(world.name, claim)
      : { apiVersion: 'v1', kind, ...(namespace && { namespace }), name },
    ...claimFacts(claim),
  };
}

/**
 * The name of a volume's claim; that of a generic ephemeral one is made of the
 * Pod's and the volume's.
 * Source: k8s.io/component-helpers/storage/ephemeral, VolumeClaimName.
 */
function claimNameOf(volume: unknown, object: KubeObject): string | undefined {
  const written = text(at(volume, 'persistentVolumeClaim', 'claimName'));
  return object.kind === 'Pod' && at(volume, 'ephemeral') !== undefined
    ? `${object.metadata.name}-${text(at(volume, 'name'))}`
    : written;
}

/** The field that says what a volume is: all others say how. */
const typeOf = (volume: unknown): string =>
  typeof volume === 'object' && volume !== null
    ? Object.keys(volume).find(field => field !== 'name') ?? 'emptyDir'
    : 'emptyDir';

/**
 * The volumes of a Pod or a template, and the claims that a StatefulSet makes.
 * Source: k8s.io/api/core/v1, Volume; k8s.io/api/apps/v1, StatefulSetSpec.VolumeClaimTemplates.
 */
export function volumesInside(
  object: KubeObject,
  podSpec: unknown,
  world: World,
): VolumeInside[] {
  const { namespace } = object.metadata;
  const volumes = list(at(podSpec, 'volumes')).flatMap(
    (volume): VolumeInside[] => {
      const name = text(at(volume, 'name'));
      const type = typeOf(volume);
      const claim = claimNameOf(volume, object);
      return name
        ? [
            present({
              name,
              type,
              reads: readsOfVolume(volume),
              readOnly: flag(at(volume, type, 'readOnly')) || undefined,
              ...(claim
                ? ofClaim(namespace, claim, world)
                : claimFacts(at(volume, 'ephemeral', 'volumeClaimTemplate'))),
              ...(type === 'emptyDir' && {
                size: text(at(volume, 'emptyDir', 'sizeLimit')),
              }),
            }),
          ]
        : [];
    },
  );
  const made = list(at(object, 'spec', 'volumeClaimTemplates')).flatMap(
    (template): VolumeInside[] => {
      const name = text(at(template, 'metadata', 'name'));
      return name
        ? [
            present({
              name,
              type: 'volumeClaimTemplate',
              ...claimFacts(template),
            }),
          ]
        : [];
    },
  );
  return [...volumes, ...made];
}
