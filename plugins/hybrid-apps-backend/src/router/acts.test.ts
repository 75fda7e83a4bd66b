import {
  hybridAppPowerPermission,
  namespaceOperatePermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { randomUUID } from 'node:crypto';
import { eventually } from '../__testUtils__';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { denied, startPortal } from '../__testUtils__/portal';
import { at } from '../objects';

jest.setTimeout(60_000);

const APP = '/v1/apps/system/default/inventory';
const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';
const WEB = 'onprem/inventory/apps/Deployment/web';

const VM_KEY = {
  group: 'kubevirt.io',
  kind: 'VirtualMachine',
  namespace: 'inventory',
  name: 'mongodb-vm',
};

describe('acts', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeEach(async () => {
    portal = await startPortal({
      objects: inventory,
      entities: [inventorySystem],
    });
  });
  afterEach(() => portal?.stop());

  async function offersOf(id: string) {
    const { body } = await portal.post(`${APP}/acts/query`, { ids: [id] });
    return body.items[0].acts as Array<{
      act: string;
      possible: boolean;
      why?: string;
      basis: string;
    }>;
  }
  const offered = async (id: string, act: string) =>
    (await offersOf(id)).find(one => one.act === act);
  async function perform(id: string, act: string, more: object = {}) {
    const { basis } = (await offered(id, act)) ?? { basis: 'none' };
    return portal.post(`${APP}/acts`, {
      id: randomUUID(),
      act,
      object: id,
      basis,
      ...more,
    });
  }
  /** What KubeVirt does once it is asked. */
  function bootVm() {
    portal.sandbox.store.create({
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstance',
      metadata: { namespace: VM_KEY.namespace, name: VM_KEY.name },
      spec: { domain: { devices: {}, memory: { guest: '4Gi' } } },
      status: { phase: 'Running' },
    });
  }
  /** What the Deployment's controller does with the spec that there is. */
  function rollOut() {
    const web = portal.sandbox.store.get({
      group: 'apps',
      kind: 'Deployment',
      namespace: 'inventory',
      name: 'web',
    })!;
    const replicas = Number(at(web, 'spec', 'replicas'));
    portal.sandbox.store.updateStatus({
      ...web,
      status: {
        observedGeneration: web.metadata.generation,
        replicas,
        updatedReplicas: replicas,
        readyReplicas: replicas,
        availableReplicas: replicas,
        conditions: [{ type: 'Available', status: 'True' }],
      },
    });
  }
  const ended = (id: string) =>
    eventually(async () => {
      const { body } = await portal.get(`${APP}/acts?act=${id}`);
      expect(['asked', 'taken']).not.toContain(body.items[0].state);
      return body.items[0];
    });

  it('are offered as the object is now', async () => {
    const acts = (await offersOf(VM)).map(({ act }) => act);
    expect(acts).toContain('vm-start');
    expect(acts).not.toContain('vm-stop');
    const { body } = await portal.post(`${APP}/acts/query`, {
      ids: ['onprem/inventory/apps/Deployment/nobody'],
    });
    expect(body.items).toEqual([]);
  });

  it('start a VM, and say when it runs', async () => {
    const { status, body } = await perform(VM, 'vm-start');
    expect(status).toBe(200);
    expect(body).toMatchObject({ act: 'vm-start', object: VM, state: 'taken' });
    bootVm();
    expect(await ended(body.id)).toMatchObject({ state: 'done' });
    await eventually(async () => {
      const acts = (await offersOf(VM)).map(({ act }) => act);
      expect(acts).toContain('vm-stop');
      expect(acts).not.toContain('vm-start');
    });
    const { body: told } = await portal.get(`${APP}/acts`);
    expect(told.items).toMatchObject([
      { act: 'vm-start', askedBy: 'user:default/mock', state: 'done' },
    ]);
  });

  it('are done once, however often they are asked for', async () => {
    const { basis } = (await offered(VM, 'vm-start'))!;
    const id = randomUUID();
    const asked = { id, act: 'vm-start', object: VM, basis };
    const answers = await Promise.all(
      [1, 2, 3].map(() => portal.post(`${APP}/acts`, asked)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    bootVm();
    await ended(id);
    const again = await portal.post(`${APP}/acts`, asked);
    expect(again.body).toMatchObject({ id, state: 'done' });
    const { body } = await portal.get(`${APP}/acts`);
    expect(body.items).toHaveLength(1);
  });

  it('are refused where the object is not as it was', async () => {
    const { basis } = (await offered(WEB, 'workload-scale'))!;
    const scaled = await perform(WEB, 'workload-scale', {
      input: { replicas: 3 },
    });
    expect(scaled.status).toBe(200);
    rollOut();
    await ended(scaled.body.id);
    const late = await portal.post(`${APP}/acts`, {
      id: randomUUID(),
      act: 'workload-scale',
      object: WEB,
      basis,
      input: { replicas: 1 },
    });
    expect(late.status).toBe(409);
    expect(late.body.error.message).toMatch(/not as it was/);
    const other = await portal.post(`${APP}/acts`, {
      id: scaled.body.id,
      act: 'workload-scale',
      object: WEB,
      basis: (await offered(WEB, 'workload-scale'))!.basis,
      input: { replicas: 1 },
    });
    expect(other.status).toBe(409);
    expect(other.body.error.message).toMatch(/is the id of another act/);
  });

  it('take the input of their schema alone', async () => {
    const { status, body } = await perform(WEB, 'workload-scale', {
      input: { replicas: -1 },
    });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/replicas/);
  });

  it.each([hybridAppPowerPermission.name, namespaceOperatePermission.name])(
    'take %s',
    async permission => {
      portal.policy[permission] = denied;
      expect(await offered(VM, 'vm-start')).toMatchObject({
        possible: false,
        why: expect.stringContaining(permission),
      });
      const { status, body } = await perform(VM, 'vm-start');
      expect(status).toBe(403);
      expect(body.error.message).toContain(permission);
      expect((await portal.get(`${APP}/acts`)).body.items).toEqual([]);
    },
  );

  it('tell what the cluster says where it refuses', async () => {
    portal.sandbox.faults.set({ errorRate: 1 });
    const { status, body } = await perform(VM, 'vm-start');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'failed',
      message: expect.stringMatching(/^The cluster refused it: ./),
    });
    expect(portal.audit.success).toHaveBeenCalledWith({
      meta: { results: [`${VM} failed`] },
    });
    // It is free for another one.
    portal.sandbox.faults.clear();
    expect((await perform(VM, 'vm-start')).body.state).toBe('taken');
  });

  it('are one at a time on an object', async () => {
    expect((await perform(WEB, 'workload-restart')).body.state).toBe('taken');
    const { status, body } = await perform(WEB, 'workload-restart');
    expect(status).toBe(409);
    expect(body.error.message).toMatch(/is under way on it/);
  });
});
