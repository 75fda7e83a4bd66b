import fc from 'fast-check';
import { changingCluster, ClusterStep } from '../__testUtils__/changingCluster';
import { anObject } from '../__testUtils__/everyWord';
import { LiveStore, PlainObject } from '../clusters';
import { ownerByAnnotation } from '../namespaces';
import { createDiscovery } from './discovery';

const namespace = (name: string, owner?: string): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    ...(owner && { annotations: { 'hybrid-apps.io/owner': owner } }),
  },
});
const deployment = (name: string, app: string): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name,
    namespace: 'x',
    labels: { 'app.kubernetes.io/part-of': app },
  },
  spec: {},
});

function start() {
  const { store, take } = changingCluster('onprem');
  let stores: LiveStore[] = [store];
  const create = () =>
    createDiscovery({
      stores: () => stores,
      isPlatform: name => name === 'z',
      ownerOf: ownerByAnnotation,
    });
  const discovery = create();
  take({ put: namespace('x') });
  return {
    discovery,
    create,
    take,
    loseCluster() {
      stores = [];
    },
    found: async () => {
      const { items } = await discovery.all();
      return items.map(({ name }) => name);
    },
  };
}

const names = fc.constantFrom('shop', 'office', undefined);
const aStep: fc.Arbitrary<ClusterStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({ object: anObject, app: names, isPut: fc.boolean() })
      .map(({ object, app, isPut }) => {
        const { metadata } = object;
        const labels = {
          ...metadata.labels,
          ...(app && { 'app.kubernetes.io/part-of': app }),
        };
        const labelled = { ...object, metadata: { ...metadata, labels } };
        return isPut ? { put: labelled } : { remove: labelled };
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        name: fc.constantFrom('x', 'y', 'z'),
        owner: fc.constantFrom('group:default/a', 'group:default/b', undefined),
      })
      .map(({ name, owner }) => ({ put: namespace(name, owner) })),
  },
);

describe('the apps that labels tell of', () => {
  it('are always as if they were looked for afresh', async () => {
    let most = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(aStep, { maxLength: 40, size: 'max' }),
        async steps => {
          const { discovery, create, take } = start();
          for (const step of steps) {
            take(step);
            const all = await discovery.all();
            const afresh = create();
            expect(all).toEqual(await afresh.all());
            expect(await discovery.revision()).toBe(await afresh.revision());
            most = Math.max(most, all.items.length);
          }
        },
      ),
    );
    expect(most).toBeGreaterThan(1);
  });

  it('are described once, until something changes that one is made of', async () => {
    const { discovery, take, found } = start();
    take({ put: deployment('web', 'shop') });
    const before = await discovery.all();
    const revision = await discovery.revision();
    expect(await found()).toEqual(['shop']);
    take({
      put: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'p', namespace: 'x', labels: { app: 'web' } },
      },
    });
    expect(await discovery.all()).toBe(before);

    take({ put: deployment('other', 'office') });
    expect((await found()).sort()).toEqual(['office', 'shop']);
    expect(await discovery.revision()).not.toBe(revision);
    const { items } = await discovery.all();
    expect(items.find(({ name }) => name === 'shop')).toBe(before.items[0]);
  });

  it('are those of the clusters that there are', async () => {
    const { take, found, loseCluster } = start();
    take({ put: deployment('web', 'shop') });
    expect(await found()).toEqual(['shop']);
    loseCluster();
    expect(await found()).toEqual([]);
  });
});
