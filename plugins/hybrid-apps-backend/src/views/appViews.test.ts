import { Entity } from '@backstage/catalog-model';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { ClusterStore, LiveStore, PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { ownerByAnnotation, Sight } from '../namespaces';
import { answerInPlace, createReader } from '../policy';
import { createAppViews } from './appViews';

const etag = (entity: Entity, value: string): Entity => ({
  ...entity,
  metadata: { ...entity.metadata, uid: 'uid', etag: value },
});
const app = { entity: etag(inventorySystem, '1'), parts: [] };

/** A store that counts how often it is read. */
function countReads(store: LiveStore) {
  let reads = 0;
  const counted = <T extends ClusterStore>(one: T): T => ({
    ...one,
    list(query) {
      reads++;
      return one.list(query);
    },
    listByLabel(label, value) {
      reads++;
      return one.listByLabel(label, value);
    },
  });
  const live: LiveStore = {
    ...counted(store),
    read() {
      const reading = store.read();
      return {
        store: counted(reading.store),
        get isStale() {
          return reading.isStale;
        },
        end: reading.end,
      };
    },
  };
  return { store: live, reads: () => reads };
}

const withoutPolicies = (objects: readonly PlainObject[]) =>
  objects.filter(({ kind }) => kind !== 'NetworkPolicy');

describe('views of apps', () => {
  it('are computed once for as long as nothing changes', async () => {
    const { store, reads } = countReads(
      createStoreFromObjects('onprem', inventory),
    );
    const views = createAppViews({
      stores: () => [store],
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
      policies: answerInPlace(),
    });
    const first = views.of(app);
    const { topology } = await first.drawn();
    const policy = await first.policy();
    const once = reads();

    const again = views.of({ ...app });
    expect((await again.drawn()).topology).toBe(topology);
    expect(await again.policy()).toBe(policy);
    expect(reads()).toBe(once);
    expect(once).toBeGreaterThan(0);
  });

  it('tell those who may be told the same of policy the same, once', async () => {
    const store = createStoreFromObjects('onprem', [
      ...inventory,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'inventory' } },
    ]);
    const { policy } = createAppViews({
      stores: () => [store],
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
      policies: answerInPlace(),
    }).of(app);
    const sight = { sees: () => true, readsClusters: false };
    const none = new Set<string>();
    const reader = (isNamed: boolean, by: Sight = sight) =>
      createReader(isNamed ? { allBut: none } : { only: none }, by);
    const named = await policy(reader(true));
    const unnamed = await policy(reader(false));
    expect(JSON.stringify(named)).toContain('Deployment/other');
    expect(JSON.stringify(unnamed)).not.toContain('Deployment/other');
    expect(await policy(reader(true))).toBe(named);
    expect(await policy(reader(false))).toBe(unnamed);
    const elsewhere = { sees: () => false, readsClusters: false };
    expect(await policy(reader(true, elsewhere))).not.toBe(named);
  });

  it('tell the zone of a node to who may read clusters alone', async () => {
    const runsOn = (object: PlainObject): PlainObject =>
      ['Pod', 'VirtualMachineInstance'].includes(object.kind)
        ? {
            ...object,
            spec: { ...Object(object.spec), nodeName: 'metal-1' },
            status: { ...Object(object.status), nodeName: 'metal-1' },
          }
        : object;
    const store = createStoreFromObjects('onprem', [
      ...inventory.map(runsOn),
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: {
          name: 'metal-1',
          labels: { 'topology.kubernetes.io/zone': 'hall-a' },
        },
      },
    ]);
    const views = createAppViews({
      stores: () => [store],
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
      policies: answerInPlace(),
    });
    const told = async (readsClusters: boolean) => {
      const sight = { sees: () => true, readsClusters };
      const { topology } = await views.of(app, sight).drawn();
      const text = JSON.stringify(topology);
      return [text.includes('metal-1'), text.includes('hall-a')];
    };
    expect(await told(true)).toEqual([true, true]);
    expect(await told(false)).toEqual([true, false]);
  });

  it('are computed anew when an entity changes', async () => {
    const store = createStoreFromObjects('onprem', inventory);
    const views = createAppViews({
      stores: () => [store],
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
      policies: answerInPlace(),
    });
    const { topology } = await views.of(app).drawn();
    const renamed = { ...app, entity: etag(inventorySystem, '2') };
    expect((await views.of(renamed).drawn()).topology).not.toBe(topology);
  });

  it('follow a cluster of the same name that took the place of another', async () => {
    let store = createStoreFromObjects('onprem', inventory);
    const views = createAppViews({
      stores: () => [store],
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
      policies: answerInPlace(),
    });
    const isolated = async () =>
      (await views.of(app).drawn()).summary.posture.isolated;
    expect(await isolated()).toBe(1);
    const other = createStoreFromObjects('onprem', withoutPolicies(inventory));
    store = other;
    expect(await isolated()).toBe(0);
  });

  it('are of the clusters alone that all entities of an app name', async () => {
    const stores = ['onprem', 'cloud'].map(name =>
      createStoreFromObjects(name, inventory),
    );
    const views = createAppViews({
      stores: () => stores,
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
      policies: answerInPlace(),
    });
    expect((await views.of(app).drawn()).summary).toMatchObject({
      clusters: ['cloud', 'onprem'],
      vms: 2,
    });
    const { metadata } = app.entity;
    const entity = {
      ...app.entity,
      metadata: {
        ...metadata,
        annotations: { 'backstage.io/kubernetes-cluster': 'cloud' },
      },
    };
    const there = await views.of({ entity, parts: [] }).drawn();
    expect(there.summary).toMatchObject({
      clusters: ['cloud'],
      vms: 1,
    });
  });

  /** What is told not to be followed in a part of the app, on two clusters. */
  const unresolved = async (annotations: Record<string, string>) => {
    const part: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'web', annotations },
    };
    const stores = ['onprem', 'cloud'].map(name =>
      createStoreFromObjects(name, [
        ...inventory,
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'inventory' },
        },
      ]),
    );
    const view = createAppViews({
      stores: () => stores,
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
      policies: answerInPlace(),
    }).of({ entity: inventorySystem, parts: [part] });
    const { topology, summary } = await view.drawn();
    const { knowledge } = topology;
    expect((await view.policy()).knowledge).toEqual(knowledge);
    expect(summary.knowledge).toEqual(knowledge);
    expect(knowledge.every(({ state }) => state === 'unresolved')).toBe(true);
    return knowledge.map(
      ({ cluster, kind, message }) => `${cluster} ${kind}: ${message}`,
    );
  };

  it.each([
    ['app=web', undefined],
    ['app in web', "'web' stands where '(' should be"],
    ['!app', 'it requires no label, so that it would select nearly everything'],
    [
      `app=${'a'.repeat(20_000)}`,
      'it has 20,004 characters, of 10,000 at most',
    ],
  ])(
    'tell of a selector that is not followed, case %#',
    async (selector, problem) => {
      expect(
        await unresolved({
          'backstage.io/kubernetes-label-selector': selector,
        }),
      ).toEqual(
        problem
          ? [
              `* *: The annotation backstage.io/kubernetes-label-selector of component:default/web is not followed: ${problem}. Its objects are missing here. Write it as kubectl takes it, like app=web,tier in (front,back).`,
            ]
          : [],
      );
    },
  );

  it('tell of a cluster, or a namespace, that there is not', async () => {
    const id = { 'backstage.io/kubernetes-id': 'web' };
    const cluster = 'backstage.io/kubernetes-cluster';
    const namespace = 'backstage.io/kubernetes-namespace';
    expect(await unresolved({ ...id, [cluster]: 'cloud' })).toEqual([]);
    expect(await unresolved({ ...id, [namespace]: 'inventory' })).toEqual([]);
    expect(await unresolved({ ...id, [cluster]: 'clod' })).toEqual([
      "clod *: The annotation backstage.io/kubernetes-cluster of component:default/web names the cluster 'clod', which the portal does not have; it has: onprem, cloud. Correct the annotation, or take it away to look on every cluster.",
    ]);
    expect(await unresolved({ ...id, [namespace]: 'shop' })).toEqual([
      "* namespaces: The annotation backstage.io/kubernetes-namespace of component:default/web names the namespace 'shop', which is not on onprem, cloud. Correct the annotation, or take it away.",
    ]);
  });

  it('say so where the clusters themselves are not known', async () => {
    const of = (problem?: string) =>
      createAppViews({
        stores: () => [],
        problem: () => problem,
        ownerOf: ownerByAnnotation,
        policies: answerInPlace(),
      }).of(app);
    const { topology } = await of('no kubernetes plugin').drawn();
    expect(topology.knowledge).toEqual([
      {
        cluster: '*',
        kind: '*',
        state: 'unreachable',
        message: 'no kubernetes plugin',
      },
    ]);
    const { knowledge } = await of().policy();
    expect(knowledge).toMatchObject([{ state: 'syncing' }]);
    const { summary } = await of().drawn();
    expect(summary).toMatchObject({ health: 'unknown' });
  });
});
