import { Selector } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { matches } from '@hybrid-apps/network-policy';
import fc from 'fast-check';
import { KubeObject } from '../types';
import { createChangeFeed } from './changeFeed';
import { createKindTable } from '../kinds/kindTable';
import { createObjectStore } from './objectStore';

const NAMES = ['a', 'b', 'c'];
const NAMESPACES = [undefined, 'x', 'y'];

const uidOf = (
  kind: string,
  namespace: string | undefined,
  name: string,
  life: number,
) => `${kind}-${namespace}-${name}-${life}`;

const UIDS = ['Pod', 'Service'].flatMap(kind =>
  NAMESPACES.flatMap(namespace =>
    NAMES.flatMap(name =>
      [0, 1].map(life => uidOf(kind, namespace, name, life)),
    ),
  ),
);

/** A world so small that names, uids and labels collide. */
const objectOf = fc
  .record({
    kind: fc.constantFrom('Pod', 'Service'),
    name: fc.constantFrom(...NAMES),
    namespace: fc.constantFrom(...NAMESPACES),
    generation: fc.nat(3),
    labels: fc.option(
      fc.dictionary(
        fc.constantFrom('app', 'tier'),
        fc.constantFrom('', 'web', 'db'),
      ),
      { nil: undefined },
    ),
    owners: fc.array(
      fc.record({
        apiVersion: fc.constantFrom('v1', 'apps/v1'),
        kind: fc.constantFrom('Pod', 'Service'),
        name: fc.constantFrom(...NAMES),
        uid: fc.constantFrom(...UIDS),
        controller: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
  })
  .map(
    ({ kind, name, namespace, generation, labels, owners }): KubeObject => ({
      apiVersion: 'v1',
      kind,
      metadata: {
        name,
        namespace,
        // Deleted and created again, an object has another uid.
        uid: uidOf(kind, namespace, name, generation % 2),
        resourceVersion: String(generation),
        labels,
        ownerReferences: owners,
      },
    }),
  );

const stepOf = fc.record({
  verb: fc.constantFrom('put' as const, 'put' as const, 'remove' as const),
  object: objectOf,
});

const keyOf = ({ kind, metadata }: KubeObject) =>
  `${kind}/${metadata.namespace}/${metadata.name}`;

const sorted = (objects: Iterable<KubeObject>) =>
  [...objects].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));

type OwnerReference = NonNullable<
  KubeObject['metadata']['ownerReferences']
>[number];

/** The owners of an object, in the order of its references. */
const ownersOf = (
  { metadata }: KubeObject,
  all: readonly KubeObject[],
  counts: (reference: OwnerReference) => boolean = () => true,
) =>
  (metadata.ownerReferences ?? [])
    .filter(counts)
    .flatMap(reference =>
      all.filter(
        owner =>
          owner.metadata.uid === reference.uid &&
          owner.metadata.name === reference.name &&
          owner.kind === reference.kind &&
          reference.apiVersion === 'v1' &&
          [undefined, metadata.namespace].includes(owner.metadata.namespace),
      ),
    );

const SELECTORS: Selector[] = [
  [],
  [{ key: 'app', operator: 'In', values: ['web'] }],
  [
    { key: 'app', operator: 'In', values: [''] },
    { key: 'tier', operator: 'In', values: ['db'] },
  ],
  [{ key: 'app', operator: 'In', values: ['web', 'db'] }],
  [
    { key: 'tier', operator: 'NotIn', values: ['db'] },
    { key: 'app', operator: 'In', values: ['db'] },
  ],
  [{ key: 'tier', operator: 'DoesNotExist', values: [] }],
];

const newStore = () =>
  createObjectStore({
    name: 'hub',
    kinds: createKindTable([]),
    knowledge: () => [],
  });

describe('createObjectStore', () => {
  it('answers every query as a plain list of its objects would', () => {
    fc.assert(
      fc.property(fc.array(stepOf, { maxLength: 40 }), steps => {
        const store = newStore();
        const model = new Map<string, KubeObject>();
        for (const { verb, object } of steps) {
          const key = keyOf(object);
          const before = model.get(key);
          if (verb === 'put') {
            store.put(object);
            // The same uid and version mean the same contents.
            if (
              before?.metadata.uid !== object.metadata.uid ||
              before.metadata.resourceVersion !==
                object.metadata.resourceVersion
            ) {
              model.set(key, object);
            }
          } else {
            store.remove(object);
            if (before?.metadata.uid === object.metadata.uid) {
              model.delete(key);
            }
          }
        }

        const all = sorted(model.values());
        const expectSame = (
          seen: readonly KubeObject[],
          filter: (object: KubeObject) => boolean,
        ) => expect(sorted(seen)).toEqual(all.filter(filter));

        for (const kind of ['Pod', 'Service', 'Node']) {
          expectSame(store.list({ group: '', kind }), o => o.kind === kind);
          for (const namespace of ['x', 'y', 'z']) {
            expectSame(
              store.list({ group: '', kind, namespace }),
              o => o.kind === kind && o.metadata.namespace === namespace,
            );
          }
        }
        for (const label of ['app', 'tier']) {
          expectSame(
            store.listByLabel(label),
            o => o.metadata.labels?.[label] !== undefined,
          );
          for (const value of ['', 'web', 'db']) {
            expectSame(
              store.listByLabel(label, value),
              o => o.metadata.labels?.[label] === value,
            );
          }
        }
        for (const namespace of ['x', 'y', 'z']) {
          for (const selector of SELECTORS) {
            expectSame(
              store.matching(namespace, selector),
              o =>
                o.kind === 'Pod' &&
                o.metadata.namespace === namespace &&
                matches(selector, o.metadata.labels ?? {}),
            );
          }
        }
        for (const uid of UIDS) {
          expectSame(store.listOwnedBy(uid), o =>
            ownersOf(o, all).some(({ metadata }) => metadata.uid === uid),
          );
        }
        for (const object of all) {
          const { kind, metadata } = object;
          const { namespace, name } = metadata;
          expect(store.get({ group: '', kind, namespace, name })).toBe(object);
          expect(store.controllerOf(object)).toBe(
            ownersOf(object, all, ({ controller }) => controller === true)[0],
          );
        }

        all.forEach(store.remove);
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

  it('finds the Pods of a selector among those that share its rarest label alone', () => {
    const store = newStore();
    let looked = 0;
    Array.from({ length: 1_000 }, (_, index) => `p${index}`).forEach(name =>
      store.put({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name,
          namespace: 'x',
          uid: name,
          labels: {
            get all() {
              looked++;
              return 'yes';
            },
            one: name,
          },
        },
      }),
    );
    looked = 0;
    const found = store.matching('x', [
      { key: 'all', operator: 'In', values: ['yes'] },
      { key: 'one', operator: 'In', values: ['p7'] },
    ]);
    expect(found.map(({ metadata }) => metadata.name)).toEqual(['p7']);
    expect(looked).toBeLessThan(10);
  });

  it('looks at each name once, of whom names very many', () => {
    const looked = (count: number) => {
      let looks = 0;
      const key = (index: number) => ({
        group: '',
        kind: 'ConfigMap',
        namespace: 'x',
        name: `c${index}`,
      });
      const kinds = createKindTable([
        {
          groups: [''],
          kind: 'Pod',
          category: 'container',
          names: () =>
            Array.from({ length: count }, (_, index) => ({
              relation: 'uses' as const,
              get to() {
                looks++;
                return key(index);
              },
              text: '',
              fieldPath: '',
            })),
        },
      ]);
      const store = createObjectStore({
        name: 'a',
        kinds,
        knowledge: () => [],
      });
      const put = (kind: string, name: string): KubeObject => {
        const metadata = { name, namespace: 'x', uid: `${kind} ${name}` };
        const object = { apiVersion: 'v1', kind, metadata };
        store.put(object);
        return object;
      };
      const pod = put('Pod', 'web');
      const named = Array.from({ length: count }, (_, index) =>
        put('ConfigMap', key(index).name),
      );
      for (const object of named) {
        expect(store.naming(object)).toMatchObject([{ object: pod }]);
      }
      return looks;
    };
    expect(looked(200)).toBeLessThan(3 * looked(100));
  });

  it('counts a revision for each change, and none for what is known already', () => {
    const store = newStore();
    const pod = (uid: string, resourceVersion: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', uid, resourceVersion },
    });
    const revisions = [
      () => store.put(pod('1', '7')),
      () => store.put(pod('1', '7')),
      () => store.remove(pod('2', '7')),
      () => store.remove(pod('1', '8')),
      () => store.knowledgeChanged(),
    ].map(step => {
      step();
      return store.revision;
    });

    expect(revisions).toEqual([1, 1, 1, 2, 3]);
  });
});

describe('createChangeFeed', () => {
  it('tells the changes of one turn at once, and each object as it was last', async () => {
    const told: unknown[] = [];
    const feed = createChangeFeed('hub', change => told.push(change));
    const pod = (uid: string, phase: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: uid, uid },
      phase,
    });

    feed.changed(1, pod('a', 'Pending'));
    feed.changed(2, pod('b', 'Pending'));
    feed.changed(3, pod('a', 'Running'));
    expect(told).toEqual([]);
    expect(['a', 'c'].map(feed.isPending)).toEqual([true, false]);
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    expect(feed.isPending('a')).toBe(false);
    feed.changed(4);
    await new Promise(resolve => {
      setImmediate(resolve);
    });

    expect(told).toEqual([
      {
        cluster: 'hub',
        revision: 3,
        objects: [pod('a', 'Running'), pod('b', 'Pending')],
      },
      { cluster: 'hub', revision: 4, objects: [] },
    ]);
  });
});
