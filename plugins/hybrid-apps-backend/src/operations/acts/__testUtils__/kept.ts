import { KubeObject, PlainObject } from '../../../clusters';
import { createStoreFromObjects } from '../../../kinds';
import { nameOf } from '../../../objects';
import { Act } from '../types';

/** As a cluster keeps them. */
export const kept = (objects: readonly PlainObject[]): KubeObject[] => {
  const uidOf = ({ kind, metadata }: PlainObject) =>
    metadata.uid ?? `${kind}/${metadata.name}`;
  return objects.map(object => ({
    ...object,
    metadata: {
      generation: 1,
      resourceVersion: '1',
      ...object.metadata,
      uid: uidOf(object),
      ownerReferences: object.metadata.ownerReferences?.map(owner => {
        const found = objects.find(
          ({ kind, metadata }) =>
            kind === owner.kind && metadata.name === owner.name,
        );
        return { ...owner, uid: found ? uidOf(found) : owner.uid };
      }),
    },
  }));
};

/** Whether it reads something before it asks. */
export function readsFirst(
  act: Act,
  objects: readonly PlainObject[],
  input: unknown,
): boolean {
  const now = createStoreFromObjects('onprem', kept(objects));
  const found = now.get(nameOf(kept(objects)[0]))!;
  return act
    .steps(found, input, now)
    .some(({ request }) => typeof request === 'function');
}
