import { at, kindKey, text } from '../../objects';
import { ownedBy } from '../parts';
import { present } from '../presentFacts';
import { FactsRule } from '../types';
import { importProgress } from './dataVolumeHealth';

/** Of a disk: how large, on what, and how far it is filled. */
export const storageFacts: FactsRule = (object, world) => {
  const claim =
    object.kind === 'PersistentVolumeClaim'
      ? object
      : ownedBy(object, world).find(
          owned => kindKey(owned) === '/PersistentVolumeClaim',
        );
  const wanted = at(object, 'spec', 'storage') ?? at(object, 'spec', 'pvc');
  return present({
    size:
      text(at(claim, 'status', 'capacity', 'storage')) ??
      text(at(claim, 'spec', 'resources', 'requests', 'storage')) ??
      text(at(wanted, 'resources', 'requests', 'storage')),
    storageClass:
      text(at(claim, 'spec', 'storageClassName')) ??
      text(at(wanted, 'storageClassName')),
    progress:
      at(object, 'status', 'phase') === 'Succeeded'
        ? undefined
        : importProgress(object),
  });
};
