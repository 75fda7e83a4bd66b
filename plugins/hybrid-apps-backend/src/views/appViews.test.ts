import { Entity } from '@backstage/catalog-model';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { ClusterStore, LiveStore, PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { ownerByAnnotation } from '../namespaces';
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
  it('are computed once for as long as nothing changes', () => {
    const { store, reads } = countReads(
      createStoreFromObjects('onprem', inventory),
    );
    const views = createAppViews({
      stores: () => [store],
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
    });
    const first = views.of(app);
    expect([first.topology, first.policy(), first.summary]).toBeDefined();
    const once = reads();

    const again = views.of({ ...app });
    expect(again.topology).toBe(first.topology);
    expect(again.policy()).toBe(first.policy());
    expect(reads()).toBe(once);
    expect(once).toBeGreaterThan(0);
  });

  it('tell those who may be told the same of policy the same, once', () => {
    const store = createStoreFromObjects('onprem', inventory);
    const { policy } = createAppViews({
      stores: () => [store],
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
    }).of(app);
    const sight = { sees: () => true, readsClusters: false };
    const reader = (isNamed: boolean) => ({ sight, mayName: () => isNamed });
    const named = policy(reader(true));
    const unnamed = policy(reader(false));
    expect(JSON.stringify(named)).toContain('Deployment/other');
    expect(JSON.stringify(unnamed)).not.toContain('Deployment/other');
    expect(policy(reader(true))).toBe(named);
    expect(policy(reader(false))).toBe(unnamed);
    const elsewhere = { sees: () => false, readsClusters: false };
    expect(policy({ ...reader(true), sight: elsewhere })).not.toBe(named);
  });

  it('are computed anew when an entity changes', () => {
    const store = createStoreFromObjects('onprem', inventory);
    const views = createAppViews({
      stores: () => [store],
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
    });
    const first = views.of(app).topology;
    const renamed = { ...app, entity: etag(inventorySystem, '2') };
    expect(views.of(renamed).topology).not.toBe(first);
  });

  it('follow a cluster of the same name that took the place of another', () => {
    let store = createStoreFromObjects('onprem', inventory);
    const views = createAppViews({
      stores: () => [store],
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
    });
    const isolated = () => views.of(app).summary.posture.isolated;
    expect(isolated()).toBe(1);
    const other = createStoreFromObjects('onprem', withoutPolicies(inventory));
    store = other;
    expect(isolated()).toBe(0);
  });

  it('are of the clusters alone that all entities of an app name', () => {
    const stores = ['onprem', 'cloud'].map(name =>
      createStoreFromObjects(name, inventory),
    );
    const views = createAppViews({
      stores: () => stores,
      problem: () => undefined,
      ownerOf: ownerByAnnotation,
    });
    expect(views.of(app).summary).toMatchObject({
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
    expect(views.of({ entity, parts: [] }).summary).toMatchObject({
      clusters: ['cloud'],
      vms: 1,
    });
  });

  /** What is told not to be followed in a part of the app, on two clusters. */
  const unresolved = (annotations: Record<string, string>) => {
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
    }).of({ entity: inventorySystem, parts: [part] });
    const { knowledge } = view.topology;
    expect(view.policy().knowledge).toEqual(knowledge);
    expect(view.summary.knowledge).toEqual(knowledge);
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
    (selector, problem) => {
      expect(
        unresolved({ 'backstage.io/kubernetes-label-selector': selector }),
      ).toEqual(
        problem
          ? [
              `* *: The annotation backstage.io/kubernetes-label-selector of component:default/web is not followed: ${problem}. Its objects are missing here. Write it as kubectl takes it, like app=web,tier in (front,back).`,
            ]
          : [],
      );
    },
  );

  it('tell of a cluster, or a namespace, that there is not', () => {
    const id = { 'backstage.io/kubernetes-id': 'web' };
    const cluster = 'backstage.io/kubernetes-cluster';
    const namespace = 'backstage.io/kubernetes-namespace';
    expect(unresolved({ ...id, [cluster]: 'cloud' })).toEqual([]);
    expect(unresolved({ ...id, [namespace]: 'inventory' })).toEqual([]);
    expect(unresolved({ ...id, [cluster]: 'clod' })).toEqual([
      "clod *: The annotation backstage.io/kubernetes-cluster of component:default/web names the cluster 'clod', which the portal does not have; it has: onprem, cloud. Correct the annotation, or take it away to look on every cluster.",
    ]);
    expect(unresolved({ ...id, [namespace]: 'shop' })).toEqual([
      "* namespaces: The annotation backstage.io/kubernetes-namespace of component:default/web names the namespace 'shop', which is not on onprem, cloud. Correct the annotation, or take it away.",
    ]);
  });

  it('say so where the clusters themselves are not known', () => {
    const of = (problem?: string) =>
      createAppViews({
        stores: () => [],
        problem: () => problem,
        ownerOf: ownerByAnnotation,
      }).of(app);
    expect(of('no kubernetes plugin').topology.knowledge).toEqual([
      {
        cluster: '*',
        kind: '*',
        state: 'unreachable',
        message: 'no kubernetes plugin',
      },
    ]);
    expect(of().policy().knowledge).toMatchObject([{ state: 'syncing' }]);
    expect(of().summary).toMatchObject({ health: 'unknown' });
  });
});
