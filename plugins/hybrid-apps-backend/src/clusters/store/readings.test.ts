import fc from 'fast-check';
import { anObject } from '../../__testUtils__/everyWord';
import { KINDS } from '../../kinds';
import { ClusterStore, KubeObject } from '../types';
import { keyOf } from './keyOf';
import { createObjectStore } from './objectStore';
import { PlainObject } from './storeFromObjects';

const aStep = fc.record({
  verb: fc.constantFrom('put' as const, 'put' as const, 'remove' as const),
  object: anObject,
  life: fc.constantFrom('', ' again'),
});

/** An object as a store has it; of another life it is another one of its name. */
function stored(
  object: PlainObject,
  life: string,
  version: number,
): KubeObject {
  const { apiVersion, kind, metadata } = object;
  const uid = [apiVersion, kind, metadata.namespace, metadata.name].join('/');
  const resourceVersion = String(version);
  const projected = KINDS.project(
    { ...object, metadata: { ...metadata, uid: uid + life, resourceVersion } },
    { apiVersion, kind },
  );
  if (!projected) {
    throw new Error(`A ${kind} without a name`);
  }
  return projected;
}

type Ask = (store: ClusterStore) => unknown;

/** All that can be asked of what there is, or was. */
const asksOf = (objects: readonly KubeObject[]): Ask[] => [
  ...objects.flatMap((object): Ask[] => {
    const { group, kind, namespace, name } = keyOf(object);
    return [
      store => store.get({ group, kind, namespace, name }),
      store => store.list({ group, kind, namespace }),
      store => store.list({ group, kind }),
      store => store.controllerOf(object),
      store => store.listOwnedBy(object.metadata.uid),
      store => store.namingAbsent({ group, kind, namespace, name }),
      store => store.eventsOf(object),
      store => store.selecting(object),
      ...['a', 'b', 'c'].map(
        (other): Ask =>
          store =>
            store.resolve({
              relation: 'mounts',
              to: { group, kind, namespace, name },
              or: [{ group, kind, namespace, name: other }],
              text: '',
              fieldPath: '',
            }),
      ),
    ];
  }),
  ...['x', 'y'].flatMap(namespace =>
    ['In' as const, 'NotIn' as const].map(
      (operator): Ask =>
        store =>
          store.matching(namespace, [{ key: 'app', operator, values: ['a'] }]),
    ),
  ),
  store => store.listByLabel('app'),
  store => store.listByLabel('app', 'a'),
  store => store.listByPodLabel('app'),
  store => store.listByPodLabel('tier', 'front'),
];

describe('what is read of a store', () => {
  it('is answered as before, for as long as the reading is not stale', () => {
    fc.assert(
      fc.property(
        fc.array(aStep, { minLength: 1, maxLength: 25, size: 'max' }),
        steps => {
          const store = createObjectStore({
            name: 'onprem',
            kinds: KINDS,
            knowledge: () => [],
          });
          const changes = steps.map(({ verb, object, life }, index) => ({
            verb,
            object: stored(object, life, index),
          }));
          const asks = asksOf(changes.map(({ object }) => object));
          const open = () =>
            asks.map(ask => {
              const reading = store.read();
              return {
                ask,
                reading,
                answer: JSON.stringify(ask(reading.store)),
              };
            });
          let read = open();
          for (const { verb, object } of changes) {
            store[verb](object);
            for (const { ask, answer } of read.filter(
              ({ reading }) => !reading.isStale,
            )) {
              expect(JSON.stringify(ask(store))).toBe(answer);
            }
            read.forEach(({ reading }) => reading.end());
            expect(store.indexSizes().read).toBe(0);
            read = open();
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is stale by what it was read for alone', () => {
    const store = createObjectStore({
      name: 'onprem',
      kinds: KINDS,
      knowledge: () => [],
    });
    const configMap = (name: string, version: number) =>
      stored(
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } },
        '',
        version,
      );
    const reading = store.read();
    expect(
      reading.store.get({ group: '', kind: 'ConfigMap', name: 'a' }),
    ).toBeUndefined();
    store.put(configMap('b', 1));
    expect(reading.isStale).toBe(false);
    store.put(configMap('a', 2));
    expect(reading.isStale).toBe(true);
    expect(store.indexSizes().read).toBe(0);
  });
});
