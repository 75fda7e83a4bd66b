import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import {
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import {
  DISCOVERED_APPS_CHANGED_TOPIC,
  DiscoveredApp,
  KindKnowledge,
  LeftOutApp,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import Router from 'express-promise-router';
import request from 'supertest';
import { catalogModuleHybridApps } from './module';

jest.setTimeout(60_000);

const app = (name: string, ...vms: string[]): DiscoveredApp => ({
  name,
  owner: 'group:default/team-a',
  clusters: ['onprem'],
  components: vms.map(vm => ({
    name: vm,
    category: 'vm',
    cluster: 'onprem',
    namespace: name,
    kind: 'VirtualMachine',
    apiVersion: 'kubevirt.io/v1',
  })),
});

/** A portal whose hybrid-apps backend answers what the test says. */
async function startPortal(byHand: Entity[] = []) {
  const answer: {
    items: DiscoveredApp[];
    ofUnknownOwner: LeftOutApp[];
    knowledge: KindKnowledge[];
  } = {
    items: [],
    ofUnknownOwner: [],
    knowledge: [],
  };
  let tellChange: () => Promise<void> = async () => {};
  let register: (entities: Entity[]) => Promise<void> = async () => {};

  const hybridApps = createBackendPlugin({
    pluginId: 'hybrid-apps',
    register(env) {
      env.registerInit({
        deps: { http: coreServices.httpRouter, events: eventsServiceRef },
        async init({ http, events }) {
          const router = Router();
          router.get('/v1/discovered-apps', (_req, res) => {
            res.json(answer);
          });
          http.use(router);
          tellChange = () =>
            events.publish({
              topic: DISCOVERED_APPS_CHANGED_TOPIC,
              eventPayload: {},
            });
        },
      });
    },
  });

  const registeredByHand = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'by-hand',
    register(env) {
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.addEntityProvider({
            getProviderName: () => 'by-hand',
            connect: connection => {
              register = entities =>
                connection.applyMutation({
                  type: 'full',
                  entities: entities.map(entity => ({
                    entity,
                    locationKey: 'by-hand',
                  })),
                });
              return register(byHand);
            },
          });
        },
      });
    },
  });

  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      registeredByHand,
      hybridApps,
      catalogModuleHybridApps,
      // The mock keeps events of one plugin from another.
      eventsServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          catalog: {
            processingInterval: { seconds: 1 },
            stitchingStrategy: { mode: 'immediate' },
            orphanStrategy: 'delete',
            providers: {
              hybridApps: {
                schedule: {
                  frequency: { minutes: 5 },
                  timeout: { minutes: 2 },
                  initialDelay: { seconds: 0 },
                },
              },
            },
          },
        },
      }),
    ],
  });

  const entities = async (): Promise<Entity[]> => {
    const response = await request(backend.server)
      .get('/api/catalog/entities')
      .set('Authorization', mockCredentials.service.header());
    return response.body;
  };
  const refs = async () =>
    (await entities())
      .map(({ kind, metadata }) =>
        `${kind}:${metadata.name}`.toLocaleLowerCase('en-US'),
      )
      .sort();
  return {
    stop: () => backend.stop(),
    entities,
    register: (added: Entity[]) => register(added),
    /** Changes the answer, says so, and waits for the catalog to hold just these entities; gives back what it holds. */
    async holds(
      change: Partial<typeof answer>,
      expected: string[],
      { tellAgain = false } = {},
    ) {
      Object.assign(answer, change);
      await tellChange();
      let seen: string[] = [];
      const until = performance.now() + 50_000;
      while (performance.now() < until) {
        seen = await refs();
        if (JSON.stringify(seen) === JSON.stringify(expected)) {
          break;
        }
        await new Promise(resolve => {
          setTimeout(resolve, 50);
        });
        if (tellAgain) {
          await tellChange();
        }
      }
      return seen;
    },
  };
}

/** What someone registered: the System, and the VM by another name than the provider's. */
const BY_HAND: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      name: 'inventory',
      annotations: {
        'backstage.io/managed-by-location': 'url:by-hand',
        'backstage.io/managed-by-origin-location': 'url:by-hand',
      },
    },
    spec: { owner: 'team-a' },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'mongodb-vm',
      annotations: {
        'backstage.io/managed-by-location': 'url:by-hand',
        'backstage.io/managed-by-origin-location': 'url:by-hand',
      },
    },
    spec: { type: 'database', owner: 'team-a', system: 'inventory' },
  },
];

describe('the entity provider in a catalog', () => {
  let stop: (() => Promise<void>) | undefined;
  afterEach(async () => {
    await stop?.();
    stop = undefined;
  });

  it('follows the apps, and keeps those of a cluster that does not answer', async () => {
    const portal = await startPortal();
    stop = portal.stop;

    expect(
      await portal.holds(
        { items: [app('erp', 'db'), app('inventory', 'mongodb-vm')] },
        [
          'resource:erp-db',
          'resource:inventory-mongodb-vm',
          'system:erp',
          'system:inventory',
        ],
      ),
    ).toEqual([
      'resource:erp-db',
      'resource:inventory-mongodb-vm',
      'system:erp',
      'system:inventory',
    ]);
    expect(
      await portal.holds(
        {
          items: [app('shop', 'db')],
          knowledge: [{ cluster: 'onprem', kind: '*', state: 'unreachable' }],
        },
        [
          'resource:erp-db',
          'resource:inventory-mongodb-vm',
          'resource:shop-db',
          'system:erp',
          'system:inventory',
          'system:shop',
        ],
      ),
    ).toEqual([
      'resource:erp-db',
      'resource:inventory-mongodb-vm',
      'resource:shop-db',
      'system:erp',
      'system:inventory',
      'system:shop',
    ]);
    // Of another cluster, it is gone.
    const left = ['resource:shop-db', 'system:shop'];
    expect(
      await portal.holds(
        {
          knowledge: [{ cluster: 'cloud', kind: '*', state: 'unreachable' }],
        },
        left,
      ),
    ).toEqual(left);
    expect(await portal.holds({ items: [], knowledge: [] }, [])).toEqual([]);
  });

  it('keeps what is in a namespace that nobody can tell the owner of', async () => {
    const portal = await startPortal();
    stop = portal.stop;
    const both = [
      'resource:erp-db',
      'resource:shop-db',
      'system:erp',
      'system:shop',
    ];
    const items = [app('erp', 'db'), app('shop', 'db')];
    expect(await portal.holds({ items }, both)).toEqual(both);
    const left = ['resource:erp-db', 'system:erp'];
    expect(
      await portal.holds(
        {
          items: [],
          ofUnknownOwner: [
            { name: 'erp', cluster: 'onprem', namespace: 'erp' },
          ],
        },
        left,
      ),
    ).toEqual(left);
  });

  it('leaves what someone registered by hand alone', async () => {
    const portal = await startPortal(BY_HAND);
    stop = portal.stop;
    // Known to the catalog before the apps are told.
    expect(
      await portal.holds({ items: [] }, [
        'resource:mongodb-vm',
        'system:inventory',
      ]),
    ).toEqual(['resource:mongodb-vm', 'system:inventory']);

    expect(
      await portal.holds(
        { items: [app('inventory', 'mongodb-vm', 'reports-vm')] },
        [
          'resource:inventory-reports-vm',
          'resource:mongodb-vm',
          'system:inventory',
        ],
      ),
    ).toEqual([
      'resource:inventory-reports-vm',
      'resource:mongodb-vm',
      'system:inventory',
    ]);
  });

  it('adds nothing of another owner to what someone registered by hand', async () => {
    const portal = await startPortal(BY_HAND);
    stop = portal.stop;
    const byHand = ['resource:mongodb-vm', 'system:inventory'];
    expect(await portal.holds({ items: [] }, byHand)).toEqual(byHand);
    const decoy = { ...app('inventory', 'decoy'), owner: 'group:default/b' };
    const own = app('inventory', 'reports-vm');
    const name = 'inventory-fd0374c1';
    const expected = [
      'resource:inventory-decoy',
      'resource:inventory-reports-vm',
      'resource:mongodb-vm',
      'system:inventory',
      `system:${name}`,
    ];
    expect(await portal.holds({ items: [decoy, own] }, expected)).toEqual(
      expected,
    );
    const systems = (await portal.entities()).flatMap(({ metadata, spec }) =>
      spec?.system ? [[metadata.name, spec.system]] : [],
    );
    expect(Object.fromEntries(systems)).toEqual({
      'inventory-decoy': `system:default/${name}`,
      'inventory-reports-vm': 'system:default/inventory',
      'mongodb-vm': 'inventory',
    });
  });

  it('gives way to what someone registers later', async () => {
    const portal = await startPortal();
    stop = portal.stop;
    const items = [app('inventory', 'mongodb-vm')];
    const found = ['resource:inventory-mongodb-vm', 'system:inventory'];
    expect(await portal.holds({ items }, found)).toEqual(found);

    await portal.register(BY_HAND);
    const byHand = ['resource:mongodb-vm', 'system:inventory'];
    // It is known as someone's own only once the catalog has processed it.
    const held = await portal.holds({ items }, byHand, { tellAgain: true });
    expect(held).toEqual(byHand);
    const owners = (await portal.entities()).map(({ spec }) => spec?.owner);
    expect(owners).toEqual(['team-a', 'team-a']);
  });

  it('changes nothing in the catalog while nothing changes in the clusters', async () => {
    const portal = await startPortal();
    stop = portal.stop;
    const items = [app('erp', 'db')];
    const expected = ['resource:erp-db', 'system:erp'];
    await portal.holds({ items }, expected);
    const etags = async () =>
      (await portal.entities()).map(({ metadata }) => [
        metadata.uid,
        metadata.etag,
      ]);
    const before = await etags();
    await portal.holds({ items }, expected);
    await portal.holds(
      { items: [...items, app('shop', 'db')] },
      [...expected, 'resource:shop-db', 'system:shop'].sort(),
    );
    expect(await etags()).toEqual(expect.arrayContaining(before));
  });
});
