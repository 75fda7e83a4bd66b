import { mockCredentials } from '@backstage/backend-test-utils';
import {
  DISCOVERED_APPS_CHANGED_TOPIC,
  HYBRID_APPS_ALIVE_CHANNEL,
  HYBRID_APPS_SIGNAL_CHANNEL,
  namespaceReadPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { eventually } from './__testUtils__';
import { inventory, inventorySystem, web } from './__testUtils__/inventory';
import { denied, startPortal } from './__testUtils__/portal';
import { PlainObject } from './clusters';

const mockPrepared = jest.fn();
const mockClosed = jest.fn();
jest.mock('./policy/preview/inThread', () => ({
  createPreviewer: () => {
    const previewer = jest
      .requireActual('./policy/preview/inThread')
      .createPreviewer();
    return {
      ...previewer,
      prepare(ask: () => object) {
        mockPrepared(ask());
        previewer.prepare(ask);
      },
      async close() {
        await previewer.close();
        mockClosed();
      },
    };
  },
}));

jest.setTimeout(60_000);

const APP = '/v1/apps/system/default/inventory';
const WEB_KEY = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'inventory',
  name: 'web',
};

/**
 * One more workload of the app. What comes, and not what goes, is told for
 * sure: before the cluster was known in full, there may have been less of it.
 */
const worker: PlainObject = {
  ...web,
  metadata: {
    name: 'worker',
    namespace: 'inventory',
    labels: { 'app.kubernetes.io/part-of': 'inventory' },
  },
};

/** The plugin as a portal runs it, while its cluster lives on. */
describe('the plugin', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeEach(async () => {
    portal = await startPortal({
      objects: inventory,
      entities: [
        {
          ...inventorySystem,
          relations: [{ type: 'ownedBy', targetRef: 'group:default/team-a' }],
        },
      ],
    });
  });
  afterEach(() => portal?.stop());

  const topology = async () => (await portal.get(`${APP}/topology`)).body;

  it('prepares for previews once somebody looks at policies', async () => {
    mockPrepared.mockClear();
    await topology();
    expect(mockPrepared).not.toHaveBeenCalled();
    await portal.get(`${APP}/policy`);
    expect(mockPrepared).toHaveBeenCalledWith({
      question: expect.objectContaining({
        cluster: 'onprem',
        change: { apply: [], remove: [] },
        reader: expect.objectContaining({ seen: 'all' }),
      }),
      objects: expect.arrayContaining([
        expect.objectContaining({ kind: 'NetworkPolicy' }),
      ]),
    });
  });

  it('tells browsers of a change, with no more than its app and revision', async () => {
    const before = await topology();
    portal.signals.mockClear();
    portal.sandbox.store.create(structuredClone(worker));

    await eventually(async () => {
      const after = await topology();
      expect(after.revision).not.toBe(before.revision);
      expect(portal.signals).toHaveBeenCalledWith({
        channel: HYBRID_APPS_SIGNAL_CHANNEL,
        recipients: {
          type: 'user',
          entityRef: [mockCredentials.user().principal.userEntityRef],
        },
        message: {
          entityRef: 'system:default/inventory',
          revision: after.revision,
        },
      });
    });
  });

  it.each([
    ['was not shown the app', async () => {}],
    [
      'may not see all of it',
      async () => {
        portal.policy[namespaceReadPermission.name] = denied;
        await portal.get('/v1/apps');
        await topology();
      },
    ],
  ])('tells nobody of a change who %s', async (_, look) => {
    await look();
    const discovered = async () =>
      (
        await portal.get('/v1/discovered-apps', {
          as: mockCredentials.service.header(),
        })
      ).body.items[0].components.length;
    await eventually(async () => expect(await discovered()).toBe(2));
    await eventually(() => expect(portal.events).toHaveBeenCalled());
    portal.events.mockClear();
    portal.sandbox.store.create(structuredClone(worker));
    // Told in the same look as the browsers are.
    await eventually(async () => {
      expect(await discovered()).toBe(3);
      expect(portal.events).toHaveBeenCalledWith({
        topic: DISCOVERED_APPS_CHANGED_TOPIC,
        eventPayload: {},
      });
    });
    // That there are more apps, all are told who look at the list.
    expect(
      portal.signals.mock.calls.filter(
        ([{ message }]) => 'entityRef' in message,
      ),
    ).toEqual([]);
  });

  it('tells whoever asks that signals reach them, and services nothing', async () => {
    portal.signals.mockClear();
    await portal.get('/v1/clusters', {
      as: mockCredentials.user.header('user:default/onlooker'),
    });
    const told = await eventually(() => {
      const users = portal.signals.mock.calls.flatMap(
        ([{ channel, recipients }]) =>
          channel === HYBRID_APPS_ALIVE_CHANNEL && recipients.type === 'user'
            ? recipients.entityRef
            : [],
      );
      expect(users).toContain('user:default/onlooker');
      return users;
    });
    expect(told.filter(ref => !ref.startsWith('user:'))).toEqual([]);
  });

  it('tells the catalog when the discovered apps change, and which they are', async () => {
    const discovered = async () => {
      const { body } = await portal.get('/v1/discovered-apps', {
        as: mockCredentials.service.header(),
      });
      return body.items.map(
        ({ name, components }: { name: string; components: object[] }) => [
          name,
          components.length,
        ],
      );
    };
    expect(await discovered()).toEqual([['inventory', 2]]);
    await eventually(() =>
      expect(portal.events).toHaveBeenCalledWith({
        topic: DISCOVERED_APPS_CHANGED_TOPIC,
        eventPayload: {},
      }),
    );
    portal.events.mockClear();
    portal.sandbox.store.create(structuredClone(worker));
    await eventually(async () => {
      expect(await discovered()).toEqual([['inventory', 3]]);
      expect(portal.events).toHaveBeenCalled();
    });
  });

  it('keeps what it knows of a cluster that is away, and says so', async () => {
    const before = await topology();
    portal.sandbox.faults.crash();
    await eventually(async () => {
      const { knowledge, nodes } = await topology();
      expect(knowledge).toContainEqual(
        expect.objectContaining({ cluster: 'onprem' }),
      );
      expect(nodes.map(({ id }: { id: string }) => id)).toEqual(
        before.nodes.map(({ id }: { id: string }) => id),
      );
    });
    await eventually(async () => {
      const { body } = await portal.get(`${APP}/policy`);
      expect(body.workloads[0].posture).toEqual({
        ingress: 'unknown',
        egress: 'unknown',
      });
    });
  });

  it('records what changed, and nothing while the cluster is away', async () => {
    const texts = async () => {
      await portal.runTask('record-history');
      const { body } = await portal.get(`${APP}/history`);
      return body.items.map(({ text }: { text: string }) => text);
    };
    // Seen at the same time, in whichever order they were read.
    expect((await texts()).sort()).toEqual([
      'Deployment web appeared',
      'VM mongodb-vm appeared',
    ]);
    const { body } = await portal.get('/v1/apps');
    expect(body.items[0].changedAt).toMatch(/^20/);

    portal.sandbox.store.delete(WEB_KEY);
    await eventually(async () =>
      expect((await texts())[0]).toBe('Deployment web is gone'),
    );
    portal.sandbox.faults.crash();
    await eventually(async () =>
      expect((await topology()).knowledge.length).toBeGreaterThan(0),
    );
    expect(await texts()).toHaveLength(3);
  });

  it('answers the permission system which conditions an app meets', async () => {
    const { status, body } = await portal.applyConditions([
      { id: 'a', claims: ['group:default/team-a'] },
      { id: 'b', claims: ['group:default/team-b'] },
    ]);
    expect(status).toBe(200);
    expect(body.items).toEqual([
      { id: 'a', result: 'ALLOW' },
      { id: 'b', result: 'DENY' },
    ]);
  });
});

describe('the plugin, when its backend ends', () => {
  it('leaves no thread of previews behind', async () => {
    const portal = await startPortal({
      objects: inventory,
      entities: [inventorySystem],
    });
    mockClosed.mockClear();
    await portal.stop();
    expect(mockClosed).toHaveBeenCalledTimes(1);
  });
});

describe('an app that cannot be told of', () => {
  it('is told as that, and takes no other with it', async () => {
    const portal = await startPortal({
      objects: inventory,
      entities: [
        inventorySystem,
        {
          ...inventorySystem,
          metadata: {
            name: 'broken',
            namespace: 'default',
            // No catalog takes it; what a portal's own processors make, nobody knows.
            annotations: JSON.parse('{"hybrid-apps.io/places": 5}'),
          },
        },
      ],
    });
    try {
      const { body } = await portal.get('/v1/apps');
      expect(body.items).toMatchObject([
        {
          name: 'broken',
          health: 'unknown',
          knowledge: [
            {
              state: 'unresolved',
              message: expect.stringMatching(
                /^How this app is could not be told: /,
              ),
            },
          ],
        },
        { name: 'inventory', vms: 1, containers: 1 },
      ]);
      await portal.runTask('record-history');
      const { body: changes } = await portal.get(`${APP}/history`);
      expect(changes.items).toHaveLength(2);
    } finally {
      await portal.stop();
    }
  });
});

describe('the plugin, while its cluster is away', () => {
  it('starts, says so, and finds the cluster when it comes', async () => {
    const portal = await startPortal({
      objects: inventory,
      entities: [inventorySystem],
      away: true,
    });
    try {
      const topology = async () => (await portal.get(`${APP}/topology`)).body;
      expect(await topology()).toMatchObject({
        nodes: [],
        knowledge: [{ cluster: 'onprem', kind: '*', state: 'unreachable' }],
      });
      // Nothing is known, so nothing is recorded as gone or come.
      await portal.runTask('record-history');
      const { body } = await portal.get(`${APP}/history`);
      expect(body.items).toEqual([]);

      portal.sandbox.faults.recover();
      await eventually(async () => {
        const { nodes, knowledge } = await topology();
        expect(nodes).not.toEqual([]);
        expect(knowledge).toEqual([]);
      });
    } finally {
      await portal.stop();
    }
  });
});
