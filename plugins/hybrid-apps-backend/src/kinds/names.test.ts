import fc from 'fast-check';
import { cluster } from '../__testUtils__/everyWord';
import { KubeObject, PlainObject } from '../clusters';
import { createObjectStore } from '../clusters/store/objectStore';
import { idOf, isWorkload, matches, podTemplateOf } from '../objects';
import { createStoreFromObjects, KINDS } from '.';

const all = (objects: readonly PlainObject[]) => {
  const store = createStoreFromObjects('onprem', objects);
  return {
    store,
    kept: KINDS.all.flatMap(({ groups, kind }) =>
      groups.flatMap(group => store.list({ group, kind })),
    ),
  };
};
const id = (object: KubeObject) => idOf('onprem', object);

describe('what objects say of others', () => {
  it('is found from both ends', () => {
    fc.assert(
      fc.property(cluster, objects => {
        const { store, kept } = all(objects);
        const forth = kept.flatMap(object =>
          store
            .namesOf(object)
            .flatMap(name =>
              store
                .resolve(name)
                .map(found =>
                  [id(object), name.fieldPath, id(found)].join(' '),
                ),
            ),
        );
        const back = kept.flatMap(found =>
          store
            .naming(found)
            .map(({ object, name }) =>
              [id(object), name.fieldPath, id(found)].join(' '),
            ),
        );
        expect(back.sort()).toEqual(forth.sort());
      }),
    );
  });

  it('selects as its selector does, over the objects of its namespace', () => {
    fc.assert(
      fc.property(cluster, objects => {
        const { store, kept } = all(objects);
        for (const workload of kept.filter(isWorkload)) {
          const found = store
            .selecting(workload)
            .map(
              ({ object, selection }) => `${id(object)} ${selection.fieldPath}`,
            );
          const wanted = kept.flatMap(object =>
            (KINDS.of(object)?.selects?.(object) ?? [])
              .filter(
                ({ selector }) =>
                  object.metadata.namespace === workload.metadata.namespace &&
                  matches(selector, podTemplateOf(workload)?.labels),
              )
              .map(({ fieldPath }) => `${id(object)} ${fieldPath}`),
          );
          expect(found.sort()).toEqual(wanted.sort());
        }
      }),
    );
  });

  it('is forgotten with the object', () => {
    fc.assert(
      fc.property(cluster, objects => {
        const store = createObjectStore({
          name: 'onprem',
          kinds: KINDS,
          knowledge: () => [],
        });
        const { kept } = all(objects);
        // Each twice, as a change is.
        [...kept, ...kept].forEach(store.put);
        kept.forEach(store.remove);
        expect(store.indexSizes()).toEqual({
          objects: 0,
          uids: 0,
          owners: 0,
          labels: 0,
          names: 0,
          read: 0,
        });
      }),
    );
  });
});
