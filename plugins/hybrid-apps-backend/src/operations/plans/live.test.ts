import { TestDatabases } from '@backstage/backend-test-utils';
import {
  clusterObjects,
  reconcilers,
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { randomUUID } from 'node:crypto';
import { eventually } from '../../__testUtils__';
import { inventorySystem } from '../../__testUtils__/inventory';
import { startPortal } from '../../__testUtils__/portal';
import { at } from '../../objects';

jest.setTimeout(120_000);

const APP = '/v1/apps/system/default/inventory';
const named = (name: string) => ({
  name,
  namespace: 'inventory',
  labels: { 'app.kubernetes.io/part-of': 'inventory' },
});
const containers = (name: string, env: object[] = []) => [
  { name, image: `quay.io/demo/${name}:1`, env },
];
const OBJECTS = [
  {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: named('mongodb-vm'),
    spec: {
      runStrategy: 'Always',
      template: {
        metadata: { labels: { of: 'mongodb' } },
        spec: {
          domain: {
            memory: { guest: '1Gi' },
            devices: { disks: [{ name: 'root', disk: { bus: 'virtio' } }] },
          },
          volumes: [
            {
              name: 'root',
              containerDisk: { image: 'quay.io/demo/mongodb:7' },
            },
          ],
        },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: named('mongodb'),
    spec: { selector: { of: 'mongodb' }, ports: [{ port: 27017 }] },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: named('web'),
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          containers: containers('web', [{ name: 'DB', value: 'mongodb' }]),
        },
      },
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: named('report'),
    spec: {
      schedule: '0 3 * * *',
      jobTemplate: {
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: containers('report', [
                { name: 'DB', value: 'mongodb:27017' },
              ]),
            },
          },
        },
      },
    },
  },
];
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** A cluster that lives, twenty times as fast as the sandbox's own. */
describe('a whole app on a cluster that lives', () => {
  let sandbox: SandboxCluster;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    sandbox = await startSandboxCluster({
      name: 'onprem',
      tls: false,
      objects: [...clusterObjects('onprem'), ...structuredClone(OBJECTS)],
      controllers: reconcilers({ speed: 20 }),
    });
    portal = await startPortal({
      objects: [],
      entities: [inventorySystem],
      replicaOf: { sandbox, database: await databases.init('SQLITE_3') },
    });
  });
  afterAll(async () => {
    await portal?.stop();
    await sandbox?.stop();
  });

  async function healthOf(name: string) {
    const { body } = await portal.get(`${APP}/topology`);
    return body.nodes.find((one: { name: string }) => one.name === name)?.status
      .health;
  }
  const is = (name: string, health: string) =>
    eventually(async () => expect(await healthOf(name)).toBe(health));
  async function plan(kind: string) {
    const { body: told } = await portal.post(`${APP}/plans/query`, { kind });
    const stages = told.steps.map(
      ({ stage, object }: { stage: number; object: string }) =>
        `${stage} ${object.split('/').pop()}`,
    );
    const { status } = await portal.post(`${APP}/plans`, {
      id: randomUUID(),
      kind,
      basis: told.basis,
    });
    expect(status).toBe(200);
    const state = await eventually(async () => {
      const [{ state: now }] = (await portal.get(`${APP}/plans`)).body.items;
      expect(now).not.toBe('running');
      return now;
    });
    return [state, ...stages];
  }
  const spec = (group: string, kind: string, name: string) =>
    at(
      sandbox.store.get({ group, kind, namespace: 'inventory', name }),
      'spec',
    );

  it('stops with who calls first, and starts as it was', async () => {
    await is('mongodb-vm', 'healthy');
    await is('web', 'healthy');
    expect(await plan('stop')).toEqual([
      'done',
      '0 web',
      '0 report',
      '1 mongodb-vm',
    ]);
    await is('mongodb-vm', 'stopped');
    await is('web', 'stopped');
    expect(spec('kubevirt.io', 'VirtualMachine', 'mongodb-vm')).toMatchObject({
      runStrategy: 'Halted',
    });
    expect(spec('batch', 'CronJob', 'report')).toMatchObject({ suspend: true });

    expect(await plan('start')).toEqual([
      'done',
      '0 mongodb-vm',
      '1 web',
      '1 report',
    ]);
    await is('mongodb-vm', 'healthy');
    await is('web', 'healthy');
    expect(spec('kubevirt.io', 'VirtualMachine', 'mongodb-vm')).toMatchObject({
      runStrategy: 'Always',
    });
    expect(spec('apps', 'Deployment', 'web')).toMatchObject({ replicas: 2 });
    expect(spec('batch', 'CronJob', 'report')).toMatchObject({
      suspend: false,
    });
  });
});
