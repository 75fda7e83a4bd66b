import { mockCredentials } from '@backstage/backend-test-utils';
import { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  consoleManagePermission,
  namespaceOperatePermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  allowed,
  ownedNamespace,
  TEAM_A,
  TEAM_B,
} from '../__testUtils__/byTeam';
import { eventually } from '../__testUtils__/eventually';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { denied, startPortal } from '../__testUtils__/portal';
import { APP } from '../__testUtils__/teams';
import { PlainObject } from '../clusters';
import { browse, ORIGIN } from '../operations/consoles/__testUtils__/replica';
import {
  createNamespaceConditionalDecision,
  namespaceConditions,
} from '../permissions';

jest.setTimeout(60_000);

const OWNER = 'user:default/owner';
const GUEST = 'user:default/guest';

/** A VM that runs; its labels bring it into the app, whosever namespace it is in. */
const running = (namespace: string, name: string): PlainObject[] => {
  const labels = { 'app.kubernetes.io/part-of': 'inventory' };
  return [
    {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name, namespace, labels },
      spec: {
        runStrategy: 'Always',
        template: { metadata: { labels }, spec: { domain: { devices: {} } } },
      },
    },
    {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstance',
      metadata: { name, namespace, labels },
      spec: { domain: { devices: {} } },
      status: { phase: 'Running' },
    },
  ];
};
const idOf = (namespace: string, name: string) =>
  `onprem/${namespace}/kubevirt.io/VirtualMachine/${name}`;

/** Who owns the namespace may act in it; a guest sees all, and may act nowhere. */
function decide(permission: string, user: string): PolicyDecision {
  if (permission === consoleManagePermission.name) {
    return denied;
  }
  return permission === namespaceOperatePermission.name
    ? createNamespaceConditionalDecision(
        namespaceOperatePermission,
        namespaceConditions.isOwner({
          claims: user === OWNER ? [TEAM_A] : [],
        }),
      )
    : allowed;
}

let portal: Awaited<ReturnType<typeof startPortal>>;
beforeAll(async () => {
  portal = await startPortal({
    objects: [
      ownedNamespace('inventory', TEAM_A),
      ownedNamespace('payroll', TEAM_B),
      ...running('inventory', 'queue-vm'),
      ...running('payroll', 'salaries'),
      ...inventory,
    ],
    entities: [
      {
        ...inventorySystem,
        metadata: {
          ...inventorySystem.metadata,
          annotations: {
            'backstage.io/kubernetes-label-selector':
              'app.kubernetes.io/part-of=inventory',
          },
        },
      },
    ],
    config: { app: { baseUrl: ORIGIN } },
    decide,
  });
});
afterAll(() => portal?.stop());
beforeEach(() => jest.clearAllMocks());

const ask = (id: string, user: string, body: object = {}) =>
  portal.post(
    `${APP}/consoles`,
    { id, kind: 'serial', ...body },
    { as: mockCredentials.user.header(user) },
  );
const events = (eventId: string) =>
  portal.audit.createEvent.mock.calls
    .map(([event]) => event)
    .filter(event => event.eventId === eventId);

describe('the routes of consoles', () => {
  it('give one to who owns the namespace, from the ticket to the end, and tell the audit log', async () => {
    const { status, body } = await ask(idOf('inventory', 'queue-vm'), OWNER);
    expect([status, body]).toMatchObject([
      200,
      {
        path: '/v1/consoles',
        kind: 'serial',
        object: { kind: 'VirtualMachineInstance', name: 'queue-vm' },
      },
    ]);
    const browser = browse(
      `${portal.url.replace('http', 'ws')}${body.path}`,
      body.ticket,
      OWNER,
    );
    await eventually(() => expect(browser.told('open')).toBeDefined());
    browser.socket.send(Buffer.from('\rs3cret'));
    await eventually(() =>
      expect(browser.said().toString()).toContain('s3cret'),
    );
    const mine = await portal.get('/v1/consoles', {
      as: mockCredentials.user.header(OWNER),
    });
    expect(mine.body.items).toMatchObject([{ person: OWNER, role: 'keys' }]);
    const [{ id }] = mine.body.items;
    const others = await portal.get('/v1/consoles', {
      as: mockCredentials.user.header(GUEST),
    });
    expect(others.body.items).toEqual([]);
    const end = (user: string) =>
      portal.post(
        '/v1/consoles/end',
        { id },
        { as: mockCredentials.user.header(user) },
      );
    expect((await end(GUEST)).status).toBe(403);
    expect((await end(OWNER)).status).toBe(204);
    expect(await browser.ended()).toBe('ended');
    await eventually(() => expect(portal.sandbox.openConsoles).toBe(0));

    expect(events('console-ticket')).toMatchObject([
      { meta: { object: idOf('inventory', 'queue-vm'), kind: 'serial' } },
    ]);
    expect(events('console-session')).toMatchObject([
      {
        severityLevel: 'medium',
        meta: {
          session: id,
          caller: OWNER,
          app: 'system:default/inventory',
          cluster: 'onprem',
          objects: ['kubevirt.io/v1/VirtualMachineInstance/inventory/queue-vm'],
          role: 'keys',
        },
      },
    ]);
    await eventually(() =>
      expect(portal.audit.success.mock.calls).toContainEqual([
        {
          meta: {
            why: 'ended',
            seconds: expect.any(Number),
            typedBytes: 7,
            shownBytes: browser.said().length,
          },
        },
      ]),
    );
    expect(
      JSON.stringify([
        portal.audit.createEvent.mock.calls.map(([{ meta }]) => meta),
        portal.audit.success.mock.calls,
      ]),
    ).not.toContain('s3cret');
  });

  it.each([
    [
      'what another team owns, which its label brings into the app',
      OWNER,
      idOf('payroll', 'salaries'),
      403,
      /namespace.operate' in namespace 'payroll'/,
    ],
    [
      'somebody who may act in no namespace',
      GUEST,
      idOf('inventory', 'queue-vm'),
      403,
      /namespace.operate' in namespace 'inventory'/,
    ],
    [
      'what is not of the app',
      OWNER,
      idOf('inventory', 'none'),
      404,
      /is no object of 'system:default\/inventory'/,
    ],
    [
      'a VM that is off',
      OWNER,
      idOf('inventory', 'mongodb-vm'),
      400,
      /does not run/,
    ],
  ])('give none of %s', async (_, user, id, status, words) => {
    const answer = await ask(id, user);
    expect([answer.status, answer.body.error?.message]).toEqual([
      status,
      expect.stringMatching(words),
    ]);
  });

  it('tell the audit log of a WebSocket without a ticket', async () => {
    const browser = browse(
      `${portal.url.replace('http', 'ws')}/v1/consoles`,
      'none',
      OWNER,
    );
    await browser.ended();
    expect(events('console-refused')).toMatchObject([
      { meta: { status: 401 } },
    ]);
  });
});
