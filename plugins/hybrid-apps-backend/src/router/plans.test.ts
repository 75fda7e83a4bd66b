import { randomUUID } from 'node:crypto';
import {
  hybridAppPowerPermission,
  namespaceOperatePermission,
  namespaceReadPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { eventually } from '../__testUtils__';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { denied, startPortal } from '../__testUtils__/portal';
import { at } from '../objects';

jest.setTimeout(60_000);

const APP = '/v1/apps/system/default/inventory';
const WEB = 'onprem/inventory/apps/Deployment/web';
const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';
const KEY = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'inventory',
  name: 'web',
};

/** Hours by which nothing is ever due. */
const ALWAYS = {
  app: 'inventory',
  from: '00:00',
  to: '24:00',
  timeZone: 'Europe/Madrid',
};

describe('plans', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({
      objects: inventory,
      entities: [inventorySystem],
      hours: { apps: [ALWAYS] },
    });
  });
  afterAll(() => portal?.stop());

  const query = async (kind: string, more: object = {}) =>
    (await portal.post(`${APP}/plans/query`, { kind, ...more })).body;
  async function start(kind: string, more: object = {}) {
    const { basis } = await query(kind, more);
    return portal.post(`${APP}/plans`, {
      id: randomUUID(),
      kind,
      basis,
      ...more,
    });
  }
  const list = async () => (await portal.get(`${APP}/plans`)).body.items;
  const isUnderWay = ({ state }: { state: string }) =>
    state === 'running' || state === 'cancelling';
  const web = () => portal.sandbox.store.get(KEY)!;
  /** What the Deployment's controller does with the spec that there is. */
  function rollOut() {
    const replicas = Number(at(web(), 'spec', 'replicas'));
    portal.sandbox.store.updateStatus({
      ...web(),
      status: {
        observedGeneration: web().metadata.generation,
        replicas,
        updatedReplicas: replicas,
        readyReplicas: replicas,
        availableReplicas: replicas,
      },
    });
  }
  /** Waits until the cluster was asked for so many replicas, and has them. */
  const scaledTo = (replicas: number) =>
    eventually(() => {
      expect(at(web(), 'spec', 'replicas')).toBe(replicas);
      rollOut();
    });
  const ended = () =>
    eventually(async () => {
      const [plan] = await list();
      expect(isUnderWay(plan)).toBe(false);
      return plan;
    });

  const nothingUnderWay = () =>
    eventually(async () => {
      rollOut();
      const plans = await list();
      expect(plans.filter(isUnderWay)).toEqual([]);
    });
  async function runsAsAtFirst() {
    portal.sandbox.store.update({
      ...web(),
      spec: { ...Object(web().spec), replicas: 2 },
    });
    rollOut();
    await eventually(async () =>
      expect((await query('stop')).steps).toMatchObject([
        { before: { replicas: 2 } },
      ]),
    );
  }
  beforeEach(async () => {
    Object.keys(portal.policy).forEach(name => delete portal.policy[name]);
    await nothingUnderWay();
    await runsAsAtFirst();
    portal.audit.createEvent.mockClear();
  });

  it('stop an app, and start it as it was', async () => {
    expect(await query('stop')).toMatchObject({
      possible: true,
      steps: [
        {
          stage: 0,
          object: WEB,
          act: 'workload-scale',
          before: { replicas: 2 },
          after: [],
        },
      ],
      leftAlone: [
        { object: VM, why: expect.stringMatching(/stopped already/) },
      ],
      refused: [],
    });
    const { status, body } = await start('stop');
    expect([status, body.state, body.askedBy]).toEqual([
      200,
      'running',
      'user:default/mock',
    ]);
    await scaledTo(0);
    expect(await ended()).toMatchObject({ id: body.id, state: 'done' });
    const [act] = (await portal.get(`${APP}/acts`)).body.items;
    expect(act).toMatchObject({
      act: 'workload-scale',
      object: WEB,
      state: 'done',
    });

    await eventually(async () =>
      expect(await query('start')).toMatchObject({
        steps: [{ object: WEB, before: { replicas: 2 } }],
      }),
    );
    await start('start');
    await scaledTo(2);
    expect(await ended()).toMatchObject({ kind: 'start', state: 'done' });
    const told = portal.audit.createEvent.mock.calls.map(
      ([{ eventId }]) => eventId,
    );
    expect(told.filter(id => id.startsWith('plan'))).toEqual(
      ['plan', 'plan-run', 'plan-act'].concat('plan', 'plan-run', 'plan-act'),
    );
  });

  it('go back from where they were cancelled', async () => {
    const { body } = await start('stop');
    const { body: cancelled } = await portal.post(`${APP}/plans/cancel`, {
      id: body.id,
    });
    expect(['cancelling', 'cancelled']).toContain(cancelled.state);
    // It may have been begun before.
    await eventually(async () => {
      rollOut();
      expect((await list())[0].state).toMatch(/done|cancelled/);
    });
    const [{ steps }] = await list();
    const back = await query('start', { goesBack: body.id });
    expect(back.steps.map((one: { object: string }) => one.object)).toEqual(
      steps
        .filter(({ state }: { state: string }) => state === 'done')
        .map((one: { object: string }) => one.object),
    );
    expect(back.leftAlone).toEqual([]);
    const late = await portal.post(`${APP}/plans/cancel`, { id: body.id });
    expect(late.status).toBe(409);
    const same = await portal.post(`${APP}/plans/query`, {
      kind: 'stop',
      goesBack: body.id,
    });
    expect(same.status).toBe(400);
  });

  it('are one at a time, and say who runs which', async () => {
    await start('stop');
    await eventually(async () =>
      expect((await query('start')).steps).toHaveLength(1),
    );
    const { status, body } = await start('start');
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringMatching(
        /A plan to stop it is under way, which 'user:default\/mock' asked for/,
      ),
    ]);
  });

  it('are not done where something else would be done than was told', async () => {
    const { basis } = await query('stop');
    const before = await list();
    portal.sandbox.store.update({
      ...web(),
      spec: { ...Object(web().spec), replicas: 5 },
    });
    await eventually(async () =>
      expect((await query('stop')).steps[0].before).toEqual({ replicas: 5 }),
    );
    const { status, body } = await portal.post(`${APP}/plans`, {
      id: randomUUID(),
      kind: 'stop',
      basis,
    });
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringMatching(/not as it was/),
    ]);
    expect(await list()).toEqual(before);
  });

  it(`take ${hybridAppPowerPermission.name}`, async () => {
    portal.policy[hybridAppPowerPermission.name] = denied;
    expect(await query('stop')).toMatchObject({
      possible: false,
      why: expect.stringContaining(hybridAppPowerPermission.name),
    });
    expect((await start('stop')).status).toBe(403);
  });

  it(`take ${namespaceOperatePermission.name} where each object is, unless that is excluded`, async () => {
    portal.policy[namespaceOperatePermission.name] = denied;
    expect(await query('stop')).toMatchObject({
      possible: false,
      why: expect.stringContaining(namespaceOperatePermission.name),
      refused: [{ object: WEB }],
    });
    expect((await start('stop')).status).toBe(403);
    expect(await query('stop', { exclude: [WEB] })).toMatchObject({
      possible: false,
      why: expect.stringMatching(/nothing to stop/),
      refused: [],
    });
    expect((await start('stop', { exclude: [WEB] })).status).toBe(409);
  });

  it('are told with the hours of the app', async () => {
    await portal.runTask('keep-hours');
    const { app: _, ...told } = ALWAYS;
    expect((await portal.get(`${APP}/plans`)).body).toEqual({
      items: await list(),
      hours: {
        from: 'config',
        hours: {
          days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
          ...told,
        },
      },
    });
  });

  it('tell nothing of what is in namespaces that the caller may not read', async () => {
    await start('stop');
    await scaledTo(0);
    await ended();
    portal.policy[namespaceReadPermission.name] = denied;
    expect((await list())[0]).toMatchObject({
      state: 'done',
      steps: [],
      leftAlone: [],
    });
    expect(await query('stop')).toMatchObject({
      isCut: true,
      steps: [],
      leftAlone: [],
    });
  });
});
