import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { anAppStep } from '../__testUtils__/appSteps';
import { changingCluster } from '../__testUtils__/changingCluster';
import { part, shop } from '../__testUtils__/shopOfParts';
import { AppEntities } from '../catalog';
import { LiveStore, PlainObject } from '../clusters';
import { ObservedApp } from '../modernization';
import { ownerByAnnotation } from '../namespaces';
import { knowsKindOf } from '../objects';
import { answerInPlace, PolicyAnswers } from '../policy';
import { unknownOf } from '../topology';
import { createAppViews } from '../views';
import { isComponent, Observation, told } from './observe';
import { createObserver } from './observer';
import { setupText } from './setup';

jest.setTimeout(180_000);

const NOON = Date.UTC(2026, 10, 28, 12);
const NOW = new Date(NOON).toISOString();

/** A cluster that changes, and who looks at apps on it. */
function start() {
  const cluster = changingCluster('onprem');
  const { store, take } = cluster;
  const stores: LiveStore[] = [store];
  const inPlace = answerInPlace();
  const read = jest.spyOn(store, 'read');
  const postures = jest.fn<
    ReturnType<PolicyAnswers['postures']>,
    Parameters<PolicyAnswers['postures']>
  >((...asked) => inPlace.postures(...asked));
  const failures: string[] = [];
  let now = NOON;
  const observer = createObserver({
    stores: () => [...stores],
    policies: { version: inPlace.version, postures },
    onFailure: ({ entity }, error) =>
      failures.push(`${entity.metadata.name}: ${(error as Error).message}`),
    clock: () => new Date(now),
  });
  return {
    store,
    stores,
    take,
    put: (object: PlainObject) => take({ put: object }),
    remove: (object: PlainObject) => take({ remove: object }),
    observe: observer.observe,
    postures,
    failures,
    pass(ms: number) {
      now += ms;
    },
    /** What was looked at anew, and what was asked of policy, since this was asked last. */
    made() {
      const count = {
        looked: read.mock.calls.length,
        asked: postures.mock.calls.length,
      };
      read.mockClear();
      postures.mockClear();
      return count;
    },
  };
}

/** What there is to see of an app by its whole picture, made for this alone. */
async function lookedAt(
  app: AppEntities,
  { store }: ReturnType<typeof start>,
): Promise<Observation & ObservedApp> {
  const { topology } = await createAppViews({
    stores: () => [store],
    problem: () => undefined,
    ownerOf: ownerByAnnotation,
    policies: answerInPlace(),
  })
    .of(app)
    .drawn();
  const metadataOf = (id: string) => {
    const [, namespace, group, kind, name] = id.split('/');
    return store.get({ group, kind, namespace, name })?.metadata;
  };
  const nodes = topology.nodes.filter(({ category }) => isComponent(category));
  return {
    entityRef: topology.entityRef,
    at: NOW,
    nodes: nodes.map(({ id, cluster, namespace, kind, name, ...node }) => ({
      ...{ id, cluster, namespace, kind, name, category: node.category },
      facts: {
        replicas: node.facts.replicas,
        resources: node.facts.resources,
      },
    })),
    knowledge: unknownOf([store]),
    components: nodes.map(
      ({ id, status: { health, reason }, posture, facts }) => ({
        component: id,
        createdAt: metadataOf(id)?.creationTimestamp,
        health: told(health),
        reason,
        ingress: posture && told(posture.ingress),
        egress: posture && told(posture.egress),
        setup: setupText(facts),
      }),
    ),
    isGone: component => knowsKindOf(component, [store]),
  };
}

const deployment = (name: string, extra: object = {}): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'x', labels: { app: name } },
  spec: {
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [{ name: 'main' }],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }],
      },
    },
  },
  ...extra,
});
const plain = (
  kind: string,
  name: string,
  extra: object = {},
): PlainObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'x' },
  ...extra,
});
const pod = (name: string, status: object): PlainObject => ({
  ...plain('Pod', name),
  metadata: { name, namespace: 'x', labels: { app: name } },
  spec: { containers: [] },
  status,
});
const appOf = (name: string, more: Partial<Entity['metadata']> = {}) => {
  const entity = part(name, `app=${name}`);
  return {
    entity: { ...entity, metadata: { ...entity.metadata, ...more } },
    parts: [],
  };
};
const APPS = ['web', 'other', 'third'].map(name => appOf(name));

describe('an observer', () => {
  it('sees what there is to see by looking at everything, after any changes', async () => {
    const seen = { components: 0, postures: 0, kept: 0, gone: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anAppStep, { minLength: 1, maxLength: 3 }), {
          maxLength: 20,
          size: 'max',
        }),
        async rounds => {
          const cluster = start();
          const apps = [shop, appOf('a'), appOf('b')];
          const ids = new Set<string>();
          for (const steps of rounds) {
            cluster.take(...steps);
            const observed = await cluster.observe(apps);
            seen.kept += apps.length - cluster.made().looked;
            const looked = await Promise.all(
              apps.map(app => lookedAt(app, cluster)),
            );
            cluster.made();
            looked
              .flatMap(({ components }) => components)
              .forEach(({ component, ingress }) => {
                ids.add(component);
                seen.components++;
                seen.postures += Number(ingress !== undefined);
              });
            const all = ({ isGone, ...rest }: Observation) => ({
              ...rest,
              gone: [...ids].filter(isGone),
            });
            expect(observed.map(all)).toEqual(looked.map(all));
            seen.gone += Number([...ids].every(observed[0].isGone));
          }
          expect(cluster.failures).toEqual([]);
        },
      ),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  it.each<
    [
      string,
      { looked: number; asked: number },
      (cluster: ReturnType<typeof start>) => void,
    ]
  >([
    ['nothing changes', { looked: 0, asked: 0 }, () => {}],
    [
      'a Pod of no app tells of itself',
      { looked: 0, asked: 0 },
      ({ put }) => put(pod('foreign', { phase: 'Running', message: 'Slow' })),
    ],
    [
      'a Pod of no app ends, which policy has a say on no more',
      { looked: 0, asked: 3 },
      ({ put }) => put(pod('foreign', { phase: 'Failed' })),
    ],
    [
      'what none of them names comes',
      { looked: 0, asked: 0 },
      ({ put }) => put(plain('ConfigMap', 'foreign')),
    ],
    [
      'an Event tells of what is of no app',
      { looked: 0, asked: 0 },
      ({ put }) =>
        put({
          ...plain('Event', 'foreign.1'),
          involvedObject: { ...pod('foreign', {}).metadata, kind: 'Pod' },
          type: 'Warning',
        }),
    ],
    [
      'policy has something else to say there',
      { looked: 0, asked: 3 },
      ({ put }) =>
        put({
          ...plain('NetworkPolicy', 'all', { spec: { podSelector: {} } }),
          apiVersion: 'networking.k8s.io/v1',
        }),
    ],
    [
      'one of them tells of itself',
      { looked: 1, asked: 1 },
      ({ put }) => put(deployment('web', { status: { replicas: 1 } })),
    ],
    [
      'what one of them names comes',
      { looked: 1, asked: 1 },
      ({ put }) => put(plain('PersistentVolumeClaim', 'web')),
    ],
    [
      'one of them goes, so that policy is another',
      { looked: 1, asked: 3 },
      ({ remove }) => remove(deployment('web')),
    ],
  ])(
    'looks at no more apps than it has to where %s',
    async (_, made, change) => {
      const cluster = start();
      ['web', 'other', 'third'].forEach(name => cluster.put(deployment(name)));
      cluster.put(pod('foreign', { phase: 'Running' }));
      await cluster.observe(APPS);
      expect(cluster.made()).toEqual({ looked: 3, asked: 3 });
      change(cluster);
      await cluster.observe(APPS);
      expect(cluster.made()).toEqual(made);
      await cluster.observe(APPS);
      expect(cluster.made()).toEqual({ looked: 0, asked: 0 });
    },
  );

  it('looks anew at an app whose entities changed', async () => {
    const { put, observe, made } = start();
    put(deployment('web'));
    put(deployment('other'));
    const named = (selector: string, etag: string) => {
      const app = appOf('web', { etag });
      Object.assign(app.entity.metadata, {
        annotations: { 'backstage.io/kubernetes-label-selector': selector },
      });
      return [app, APPS[1]];
    };
    await observe(named('app=web', '1'));
    made();
    const [{ components }] = await observe(named('app=other', '2'));
    expect(components.map(one => one.component)).toEqual([
      'onprem/x/apps/Deployment/other',
    ]);
    expect(made().looked).toBe(1);
  });

  it('looks anew where a cluster comes, is another one, or goes', async () => {
    const { put, observe, stores } = start();
    put(deployment('web'));
    const seen = async () => {
      const [{ components }] = await observe(APPS.slice(0, 1));
      return components.map(one => one.component);
    };
    const cloud = (...names: string[]) => {
      const { store, take } = changingCluster('cloud');
      take(...names.map(name => ({ put: deployment(name) })));
      return store;
    };
    const first = ['onprem/x/apps/Deployment/web'];
    expect(await seen()).toEqual(first);
    stores.push(cloud('web'));
    expect(await seen()).toEqual(['cloud/x/apps/Deployment/web', ...first]);
    stores.splice(1, 1, cloud('other'));
    expect(await seen()).toEqual(first);
    stores.splice(0, 1);
    expect(await seen()).toEqual([]);
  });

  it('looks at the one that changed, of more apps than views are kept of', async () => {
    const { put, observe, made } = start();
    const names = Array.from({ length: 1_100 }, (_, index) => `app-${index}`);
    names.forEach(name => put(deployment(name)));
    const apps = names.map(name => appOf(name));
    await observe(apps);
    expect(made().looked).toBe(1_100);
    put(deployment('app-7', { status: { replicas: 1 } }));
    const observed = await observe(apps);
    expect(made()).toEqual({ looked: 1, asked: 1 });
    expect(observed).toHaveLength(1_100);
  });

  it('leaves nothing behind of an app that is no more', async () => {
    const { put, observe, store } = start();
    put(deployment('web'));
    put(deployment('other'));
    await observe(APPS.slice(0, 1));
    const ofOne = store.indexSizes().read;
    await observe(APPS);
    expect(store.indexSizes().read).toBeGreaterThan(ofOne);
    await observe(APPS.slice(0, 1));
    expect(store.indexSizes().read).toBe(ofOne);
    await observe([]);
    expect(store.indexSizes().read).toBe(0);
  });

  it('tells the time of its look, however long policy takes', async () => {
    const { put, observe, postures, pass } = start();
    put(deployment('web'));
    let answer = (_: Awaited<ReturnType<PolicyAnswers['postures']>>) => {};
    const asked = new Promise<void>(resolve => {
      postures.mockImplementationOnce(() => {
        resolve();
        return new Promise(answered => {
          answer = answered;
        });
      });
    });
    const observing = observe(APPS.slice(0, 1));
    await asked;
    pass(5_000);
    answer(new Map());
    const [{ at }] = await observing;
    expect(at).toBe(NOW);
  });

  it('tells how components are where policy fails, and asks it again', async () => {
    const { put, observe, postures, failures } = start();
    put(deployment('web'));
    postures.mockRejectedValueOnce(new Error('out of memory'));
    const ingress = async () => {
      const [{ components }] = await observe(APPS.slice(0, 1));
      return components.map(one => one.ingress);
    };
    expect(await ingress()).toEqual([undefined]);
    expect(failures).toEqual(['web: out of memory']);
    expect(await ingress()).toEqual(['open']);
    expect(failures).toHaveLength(1);
  });

  it('looks at the others where one cannot be looked at', async () => {
    const { put, observe, failures } = start();
    put(deployment('other'));
    const broken = appOf('web');
    Object.defineProperty(broken.entity, 'relations', {
      get() {
        throw new Error('no such thing');
      },
    });
    const observed = await observe([broken, APPS[1]]);
    expect(observed.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/other',
    ]);
    expect(failures).toEqual(['web: no such thing']);
  });
});
