import {
  BackstageCredentials,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  hybridAppPowerPermission,
  hybridAppViewPermission,
  namespaceOperatePermission,
  namespaceReadPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { JsonObject } from '@backstage/types';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { mockLogger } from '../__testUtils__/mockLogger';
import { denied, startPortal } from '../__testUtils__/portal';

jest.setTimeout(60_000);

const APP = 'system:default/inventory';
const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';
const WEB = 'onprem/inventory/apps/Deployment/web';

const offersShape = z.object({
  items: z.array(
    z.object({
      object: z.object({ id: z.string() }),
      acts: z.array(
        z.object({
          act: z.string(),
          possible: z.boolean(),
          why: z.string().optional(),
          basis: z.string(),
        }),
      ),
    }),
  ),
  leftOut: z.number(),
});

describe('actions of the registry', () => {
  const registry = actionsRegistryServiceMock({ logger: mockLogger() });
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({
      objects: inventory,
      entities: [inventorySystem],
      features: [
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => registry,
        }),
      ],
    });
  });
  afterAll(() => portal?.stop());
  beforeEach(() => {
    Object.keys(portal.policy).forEach(name => delete portal.policy[name]);
    portal.audit.createEvent.mockClear();
    portal.audit.success.mockClear();
    portal.audit.fail.mockClear();
  });

  const invoke = (
    name: string,
    input: JsonObject = {},
    credentials: BackstageCredentials = mockCredentials.user(),
  ) =>
    registry
      .invoke({ id: `test:${name}`, input, credentials })
      .then(({ output }) => output);
  const offersOf = async (input: JsonObject = { objects: [VM] }) =>
    offersShape.parse(await invoke('query-acts', { entityRef: APP, ...input }));
  const start = async (more: JsonObject = {}) => {
    const { items } = await offersOf();
    const offer = items[0]?.acts.find(({ act }) => act === 'vm-start');
    return {
      entityRef: APP,
      object: VM,
      act: 'vm-start',
      basis: offer?.basis ?? 'none',
      id: randomUUID(),
      ...more,
    };
  };
  /** What the audit log was told, without what is of no matter here. */
  const events = () =>
    portal.audit.createEvent.mock.calls.map(([{ eventId, request, meta }]) => ({
      eventId,
      request,
      meta,
    }));

  it('say what they do to their environment', async () => {
    const { actions } = await registry.list();
    expect(actions.map(({ name, attributes }) => [name, attributes])).toEqual([
      ['list-apps', { readOnly: true, destructive: false, idempotent: true }],
      ['query-acts', { readOnly: true, destructive: false, idempotent: true }],
      ['perform-act', { readOnly: false, destructive: true, idempotent: true }],
    ]);
  });

  it('list the apps that the caller may view', async () => {
    expect(await invoke('list-apps')).toMatchObject({
      items: [{ entityRef: APP, clusters: ['onprem'] }],
    });
    portal.policy[hybridAppViewPermission.name] = denied;
    expect(await invoke('list-apps')).toEqual({ items: [] });
  });

  it('tell what can be done, to one object or to all of an app', async () => {
    const { items, leftOut } = await offersOf();
    expect(items[0].acts.map(({ act }) => act)).toContain('vm-start');
    expect(leftOut).toBe(0);
    const all = await offersOf({});
    expect(all.items.map(({ object: { id } }) => id)).toContain(VM);
    // What is only read is not in the log.
    expect(events()).toEqual([]);
  });

  it('do an act once for its id, in the name of the caller, and the audit log has it', async () => {
    const asked = await start();
    const first = await invoke('perform-act', asked);
    expect(first).toMatchObject({
      state: 'taken',
      askedBy: mockCredentials.user().principal.userEntityRef,
    });
    expect(await invoke('perform-act', asked)).toMatchObject({
      id: asked.id,
      state: 'taken',
    });
    const { body } = await portal.get(
      `/v1/apps/system/default/inventory/acts?act=${asked.id}`,
    );
    expect(body.items).toHaveLength(1);
    expect(events()[0]).toEqual({
      eventId: 'act',
      request: undefined,
      meta: {
        operation: 'hybrid-apps:perform-act',
        caller: mockCredentials.user().principal.userEntityRef,
        address: 'unknown',
        app: APP,
        act: 'vm-start',
        object: VM,
        id: asked.id,
      },
    });
    expect(portal.audit.success.mock.calls[0]).toEqual([
      { meta: { results: [`${VM} taken`] } },
    ]);
  });

  it.each([hybridAppPowerPermission.name, namespaceOperatePermission.name])(
    'take %s as the routes do',
    async permission => {
      portal.policy[permission] = denied;
      const { items } = await offersOf();
      expect(items[0].acts.find(({ act }) => act === 'vm-start')).toMatchObject(
        {
          possible: false,
          why: expect.stringContaining(permission),
        },
      );
      await expect(invoke('perform-act', await start())).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining(permission),
      });
      expect(events().map(({ eventId }) => eventId)).toEqual(['act']);
      expect(portal.audit.fail).toHaveBeenCalledTimes(1);
    },
  );

  it('know nothing of what the caller is not shown', async () => {
    const asked = await start();
    portal.policy[namespaceReadPermission.name] = denied;
    expect((await offersOf()).items).toEqual([]);
    expect((await offersOf({})).items).toEqual([]);
    await expect(invoke('perform-act', asked)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('refuse who may not view the app, and the audit log tells of it', async () => {
    const asked = await start();
    portal.policy[hybridAppViewPermission.name] = denied;
    await expect(offersOf()).rejects.toMatchObject({ name: 'NotAllowedError' });
    await expect(invoke('perform-act', asked)).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    expect(
      events().map(({ eventId, meta }) => [eventId, meta?.operation]),
    ).toEqual([
      ['request-refused', 'hybrid-apps:query-acts'],
      ['act', 'hybrid-apps:perform-act'],
    ]);
  });

  it.each([
    [
      { object: WEB, act: 'workload-restart', basis: 'another' },
      'ConflictError',
      /not as it was/,
    ],
    [{ act: 'vm-star' }, 'InputError', /There is no act 'vm-star'/],
    [{ entityRef: 'shop' }, 'InputError', /is no entity reference/],
    [{ id: 'short' }, 'InputError', /Invalid input/],
  ])('refuse %j', async (more, name, message) => {
    const asked = await start(more);
    await expect(invoke('perform-act', asked)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });
});
