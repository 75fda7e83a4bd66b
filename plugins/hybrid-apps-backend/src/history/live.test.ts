import { TestDatabases } from '@backstage/backend-test-utils';
import { HistoryEntry } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  clusterObjects,
  reconcilers,
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { eventually } from '../__testUtils__';
import { inventorySystem } from '../__testUtils__/inventory';
import { startPortal } from '../__testUtils__/portal';
import { at } from '../objects';

jest.setTimeout(120_000);

const APP = '/v1/apps/system/default/inventory';
const labels = { 'app.kubernetes.io/part-of': 'inventory' };
const OBJECTS = [
  {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'mongodb-vm', namespace: 'inventory', labels },
    spec: {
      runStrategy: 'Always',
      template: {
        metadata: { labels: { 'app.kubernetes.io/name': 'mongodb' } },
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
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'inventory', labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'web', image: 'quay.io/demo/web:1' }] },
      },
    },
  },
];
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** A cluster that lives, twenty times as fast as the sandbox's own. */
describe('between two writes of history', () => {
  let sandbox: SandboxCluster;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  async function nodeOf(name: string) {
    const { body } = await portal.get(`${APP}/topology`);
    return body.nodes.find((node: { name: string }) => node.name === name);
  }

  /** Waits until the portal sees it so. */
  const is = (name: string, health: string) =>
    eventually(async () => {
      expect((await nodeOf(name))?.status.health).toBe(health);
    });

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
    await is('mongodb-vm', 'healthy');
    await is('web', 'healthy');
    await portal.runTask('record-history');
  });

  afterAll(async () => {
    await portal?.stop();
    await sandbox?.stop();
  });

  async function act(subresource: string) {
    const path = `/apis/subresources.kubevirt.io/v1/namespaces/inventory/virtualmachines/mongodb-vm/${subresource}`;
    const { status } = await fetch(`${sandbox.url}${path}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${sandbox.tokens.admin}` },
    });
    expect(status).toBe(202);
  }

  /** Oldest first, what is told of one since a time. */
  async function toldOf(name: string, since: Date): Promise<HistoryEntry[]> {
    const { body } = await portal.get(`${APP}/history`);
    return body.items
      .reverse()
      .filter(
        (entry: HistoryEntry) =>
          entry.component?.endsWith(`/${name}`) &&
          entry.change === 'health' &&
          new Date(entry.at) >= since,
      );
  }

  function expectCourse(entries: HistoryEntry[]) {
    entries.slice(1).forEach((entry, index) => {
      expect(entry.before).toBe(entries[index].after);
      expect(Date.parse(entry.at)).toBeGreaterThanOrEqual(
        Date.parse(entries[index].at),
      );
    });
  }

  it('a VM is stopped and started, and both are told with their times', async () => {
    const start = new Date();
    await act('stop');
    await is('mongodb-vm', 'stopped');
    const stopped = new Date();
    await act('start');
    await is('mongodb-vm', 'healthy');
    const end = new Date();
    await portal.runTask('record-history');

    const told = await toldOf('mongodb-vm', start);
    expect(told.map(({ after }) => after)).toEqual([
      'progressing',
      'stopped',
      'progressing',
      'healthy',
    ]);
    expectCourse(told);
    const [off] = told.filter(({ after }) => after === 'stopped');
    expect(new Date(off.at) <= stopped).toBe(true);
    expect(told.every(entry => new Date(entry.at) <= end)).toBe(true);

    await portal.runTask('record-history');
    expect(await toldOf('mongodb-vm', start)).toEqual(told);
  });

  it('a Pod of a Deployment goes and another comes, and both are told', async () => {
    const start = new Date();
    const { store } = sandbox;
    const home = 'inventory';
    const key = { group: 'apps', kind: 'Deployment', name: 'web' };
    const ready: unknown[] = [];
    const unsubscribe = store.subscribe(({ object: { kind, ...object } }) => {
      if (kind === key.kind && object.metadata.namespace === home) {
        ready.push(at(object, 'status', 'readyReplicas') ?? 0);
      }
    });
    const [{ metadata }] = store
      .list('', 'Pod', { namespace: home })
      .filter(pod => pod.metadata.labels?.app === 'web');
    const { name } = metadata;
    store.delete({ group: '', kind: 'Pod', namespace: home, name });
    await eventually(() => {
      expect(ready).toContain(0);
      expect(ready.at(-1)).toBe(1);
    });
    unsubscribe();
    await eventually(async () => {
      const id = encodeURIComponent(`onprem/${home}/apps/Deployment/web`);
      const { body } = await portal.get(`${APP}/object?id=${id}`);
      expect(body.object.metadata.resourceVersion).toBe(
        store.get({ ...key, namespace: home })?.metadata.resourceVersion,
      );
    });
    await portal.runTask('record-history');

    const told = await toldOf('web', start);
    expect(told.map(({ after }) => after)).toEqual(['progressing', 'healthy']);
    expectCourse(told);
  });
});
