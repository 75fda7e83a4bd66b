import { manualClock } from '../controllers/clock';
import { textAt } from '../objects';
import { SandboxCluster, startSandboxCluster } from './start';
import { request } from './testing';

const home = 'namespaces/default';
const deployments = `/apis/apps/v1/${home}/deployments`;
const services = `/api/v1/${home}/services`;

const deployment = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'app', image: 'registry.example/app:1' }] },
    },
  },
});

const service = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'default' },
  spec: { type: 'NodePort', ports: [{ port: 80 }] },
});

const vm = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'db', namespace: 'default' },
  spec: {
    runStrategy: 'Halted',
    template: { spec: { domain: { devices: {}, memory: { guest: '1Gi' } } } },
  },
};

const merge = 'application/merge-patch+json';
const virtApi = `/apis/subresources.kubevirt.io/v1/${home}`;

describe('a dry run', () => {
  let sandbox: SandboxCluster;
  const clock = manualClock();

  beforeAll(async () => {
    sandbox = await startSandboxCluster({
      name: 'test',
      tls: false,
      clock,
      controllers: true,
    });
    sandbox.store.seed([
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: 'node-1' },
        status: { conditions: [{ type: 'Ready', status: 'True' }] },
      },
    ]);
    sandbox.store.create(deployment('web'));
    sandbox.store.create(service('web'));
    sandbox.store.create(vm);
    clock.advance(60_000);
  });

  afterAll(() => sandbox.stop());

  /** Any write, of whatever kind, would make another. */
  const version = async () => {
    const { body } = await request(sandbox, 'GET', '/api/v1/namespaces');
    return textAt(body, 'metadata', 'resourceVersion');
  };

  interface Change {
    method: string;
    path: string;
    status: number;
    body?: unknown;
    contentType?: string;
    /** What the answer shows all the same. */
    shows?: object;
  }

  it.each<[string, Change]>([
    [
      'create',
      {
        method: 'POST',
        path: `${deployments}?dryRun=All`,
        status: 201,
        body: deployment('other'),
        shows: { metadata: { uid: expect.any(String), generation: 1 } },
      },
    ],
    [
      'create, of what is given an address and a port',
      {
        method: 'POST',
        path: `${services}?dryRun=All`,
        status: 201,
        body: service('other'),
        shows: { spec: { clusterIP: expect.any(String) } },
      },
    ],
    [
      'create, of a namespace',
      {
        method: 'POST',
        path: '/api/v1/namespaces?dryRun=All',
        status: 201,
        body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } },
      },
    ],
    [
      'update',
      {
        method: 'PUT',
        path: `${deployments}/web?dryRun=All`,
        status: 200,
        body: {
          ...deployment('web'),
          spec: { ...deployment('web').spec, replicas: 5 },
        },
        shows: { spec: { replicas: 5 }, metadata: { generation: 2 } },
      },
    ],
    [
      'patch',
      {
        method: 'PATCH',
        path: `${deployments}/web?dryRun=All`,
        status: 200,
        contentType: merge,
        body: { metadata: { labels: { tier: 'front' } } },
        shows: { metadata: { labels: { tier: 'front' } } },
      },
    ],
    [
      'status',
      {
        method: 'PATCH',
        path: `${deployments}/web/status?dryRun=All`,
        status: 200,
        contentType: merge,
        body: { status: { replicas: 7 } },
        shows: { status: { replicas: 7 } },
      },
    ],
    [
      'scale',
      {
        method: 'PATCH',
        path: `${deployments}/web/scale?dryRun=All`,
        status: 200,
        contentType: merge,
        body: { spec: { replicas: 7 } },
        shows: { spec: { replicas: 7 } },
      },
    ],
    [
      'server-side apply, with force',
      {
        method: 'PATCH',
        path: `${deployments}/web?dryRun=All&fieldManager=me&force=true`,
        status: 200,
        contentType: 'application/apply-patch+yaml',
        body: { ...deployment('web'), spec: { replicas: 9 } },
        shows: { spec: { replicas: 9 } },
      },
    ],
    [
      'server-side apply, of what is new',
      {
        method: 'PATCH',
        path: `${deployments}/new?dryRun=All&fieldManager=me`,
        status: 201,
        contentType: 'application/apply-patch+yaml',
        body: deployment('new'),
      },
    ],
    [
      'delete, in the query',
      {
        method: 'DELETE',
        path: `${deployments}/web?dryRun=All&propagationPolicy=Foreground`,
        status: 200,
      },
    ],
    [
      'delete, in the options',
      {
        method: 'DELETE',
        path: `${deployments}/web`,
        status: 200,
        body: { dryRun: ['All'], propagationPolicy: 'Orphan' },
      },
    ],
    [
      'delete, of a namespace',
      {
        method: 'DELETE',
        path: '/api/v1/namespaces/default?dryRun=All',
        status: 200,
      },
    ],
    [
      'delete, of a collection',
      {
        method: 'DELETE',
        path: `/api/v1/${home}/pods?dryRun=All`,
        status: 200,
      },
    ],
    [
      'start of a VM',
      {
        method: 'PUT',
        path: `${virtApi}/virtualmachines/db/start`,
        status: 202,
        body: { dryRun: ['All'] },
      },
    ],
    [
      'eviction, which is not there at all',
      {
        method: 'POST',
        path: `/api/v1/${home}/pods/web/eviction?dryRun=All`,
        status: 501,
      },
    ],
  ])('of %s leaves nothing behind', async (_name, change) => {
    const { method, path, body, contentType, status, shows = {} } = change;
    const before = await version();
    const answer = await request(sandbox, method, path, {
      body,
      contentType,
      accept: '*/*',
    });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(shows);

    clock.advance(120_000);
    expect(await version()).toBe(before);
  });

  it('says no where the request itself would', async () => {
    const taken = await request(sandbox, 'POST', `${deployments}?dryRun=All`, {
      body: deployment('web'),
    });
    expect(taken.status).toBe(409);
    const absent = await request(
      sandbox,
      'DELETE',
      `${deployments}/absent?dryRun=All`,
    );
    expect(absent.status).toBe(404);
    const wrong = await request(sandbox, 'DELETE', `${deployments}/web`, {
      body: { dryRun: ['Some'] },
    });
    expect(wrong.status).toBe(422);
    const none = await request(sandbox, 'GET', `${deployments}/web`);
    expect(none.status).toBe(200);
  });
});
