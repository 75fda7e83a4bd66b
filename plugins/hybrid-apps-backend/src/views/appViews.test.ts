import { Entity } from '@backstage/catalog-model';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { ClusterStore, createStoreFromObjects, PlainObject } from '../clusters';
import { createAppViews } from './appViews';

const etag = (entity: Entity, value: string): Entity => ({
  ...entity,
  metadata: { ...entity.metadata, uid: 'uid', etag: value },
});
const app = { entity: etag(inventorySystem, '1'), parts: [] };

/** A store that counts how often it is read. */
function countReads(store: ClusterStore, revision = () => 1) {
  let reads = 0;
  const counted: ClusterStore = {
    ...store,
    get revision() {
      return revision();
    },
    list(query) {
      reads++;
      return store.list(query);
    },
    listByLabel(label, value) {
      reads++;
      return store.listByLabel(label, value);
    },
  };
  return { store: counted, reads: () => reads };
}

const withoutPolicies = (objects: readonly PlainObject[]) =>
  objects.filter(({ kind }) => kind !== 'NetworkPolicy');

describe('views of apps', () => {
  it('are computed once for as long as nothing changes', () => {
    let revision = 1;
    const { store, reads } = countReads(
      createStoreFromObjects('onprem', inventory),
      () => revision,
    );
    const views = createAppViews({
      stores: () => [store],
      problem: () => undefined,
    });
    const first = views.of(app);
    expect([first.topology, first.policy(), first.summary]).toBeDefined();
    const once = reads();

    const again = views.of({ ...app });
    expect(again.topology).toBe(first.topology);
    expect(again.policy()).toBe(first.policy());
    expect(reads()).toBe(once);

    revision = 2;
    expect(views.of(app).topology).not.toBe(first.topology);
    // The same contents have the same revision all the same.
    expect(views.of(app).topology.revision).toBe(first.topology.revision);
  });

  it('are computed anew when an entity changes', () => {
    const store = createStoreFromObjects('onprem', inventory);
    const views = createAppViews({
      stores: () => [store],
      problem: () => undefined,
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
    });
    const isolated = () => views.of(app).summary.posture.isolated;
    expect(isolated()).toBe(1);
    const other = createStoreFromObjects('onprem', withoutPolicies(inventory));
    const { revision } = store;
    store = countReads(other, () => revision).store;
    expect(isolated()).toBe(0);
  });

  it('are of the clusters alone that all entities of an app name', () => {
    const stores = ['onprem', 'cloud'].map(name =>
      createStoreFromObjects(name, inventory),
    );
    const views = createAppViews({
      stores: () => stores,
      problem: () => undefined,
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

  it('tell of a selector that is not followed, of the app or of its parts', () => {
    const store = createStoreFromObjects('onprem', inventory);
    const withSelector = (selector: string) => {
      const annotations = {
        'backstage.io/kubernetes-label-selector': selector,
      };
      const part: Entity = {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'web', annotations },
      };
      return createAppViews({ stores: () => [store], problem: () => undefined })
        .of({ entity: inventorySystem, parts: [part] })
        .policy()
        .findings.filter(({ code }) => code === 'selector-selects-nothing')
        .map(({ message }) => message);
    };
    const about =
      'The annotation backstage.io/kubernetes-label-selector of component:default/web is not followed';
    const rest = 'Its objects are missing here.';
    expect(withSelector('app=web')).toEqual([]);
    expect(withSelector('app in web')).toEqual([
      `${about}: 'web' stands where '(' should be. ${rest}`,
    ]);
    expect(withSelector('!app')).toEqual([
      `${about}: it requires no label, so that it would select nearly everything. ${rest}`,
    ]);
    expect(withSelector(`app=${'a'.repeat(20_000)}`)).toEqual([
      `${about}: it has 20,004 characters, of 10,000 at most. ${rest}`,
    ]);
  });

  it('say so where the clusters themselves are not known', () => {
    const of = (problem?: string) =>
      createAppViews({ stores: () => [], problem: () => problem }).of(app);
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
