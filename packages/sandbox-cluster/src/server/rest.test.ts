import { SandboxCluster, startSandboxCluster } from './start';
import { apply, request } from './testing';

const deployments = '/apis/apps/v1/namespaces/default/deployments';
const configMaps = '/api/v1/namespaces/default/configmaps';

const web = (spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'registry.example/web:1.0',
            ports: [{ name: 'http', containerPort: 8080 }],
          },
        ],
      },
    },
    ...spec,
  },
});

const configMap = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...more },
});

describe('the REST API', () => {
  let sandbox: SandboxCluster;

  beforeEach(async () => {
    sandbox = await startSandboxCluster({ name: 'test', tls: false });
  });

  afterEach(async () => {
    await sandbox.stop();
  });

  it('creates, reads, changes and deletes an object', async () => {
    const created = await request(sandbox, 'POST', deployments, {
      body: web(),
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      metadata: { generation: 1, uid: expect.any(String) },
      spec: { strategy: { type: 'RollingUpdate' } },
    });

    const changed = await request(sandbox, 'PUT', `${deployments}/web`, {
      body: web({ replicas: 3 }),
    });
    expect(changed.body).toMatchObject({
      metadata: { generation: 2 },
      spec: { replicas: 3 },
    });

    const stale = await request(sandbox, 'PUT', `${deployments}/web`, {
      body: {
        ...web(),
        metadata: {
          name: 'web',
          resourceVersion: (
            created.body.metadata as { resourceVersion: string }
          ).resourceVersion,
        },
      },
    });
    expect(stale.status).toBe(409);
    expect(stale.body.message).toBe(
      'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
    );

    const deleted = await request(sandbox, 'DELETE', `${deployments}/web`);
    expect(deleted.body).toMatchObject({
      status: 'Success',
      details: { name: 'web', group: 'apps', kind: 'deployments' },
    });
    expect((await request(sandbox, 'GET', `${deployments}/web`)).status).toBe(
      404,
    );
  });

  it('keeps the status apart from what is wanted', async () => {
    await request(sandbox, 'POST', deployments, { body: web() });
    await request(sandbox, 'PUT', `${deployments}/web/status`, {
      body: { ...web({ replicas: 9 }), status: { readyReplicas: 1 } },
    });
    const read = await request(sandbox, 'GET', `${deployments}/web`);
    expect(read.body).toMatchObject({
      metadata: { generation: 1 },
      spec: { replicas: 2 },
      status: { readyReplicas: 1 },
    });
  });

  it('patches as JSON merge, strategic merge and JSON patch', async () => {
    await request(sandbox, 'POST', deployments, { body: web() });
    const patch = (contentType: string, body: unknown) =>
      request(sandbox, 'PATCH', `${deployments}/web`, {
        contentType: `application/${contentType}`,
        body,
      });
    await patch('merge-patch+json', {
      metadata: { labels: { app: null, tier: 'front' } },
    });
    await patch('strategic-merge-patch+json', {
      spec: {
        template: {
          spec: {
            containers: [{ name: 'web', image: 'registry.example/web:2.0' }],
          },
        },
      },
    });
    const last = await patch('json-patch+json', [
      { op: 'test', path: '/metadata/name', value: 'web' },
      { op: 'replace', path: '/spec/replicas', value: 4 },
    ]);
    const failed = await patch('json-patch+json', [
      { op: 'test', path: '/metadata/resourceVersion', value: '1' },
      { op: 'replace', path: '/spec/replicas', value: 5 },
    ]);
    expect(failed.status).toBe(422);
    expect(last.body).toMatchObject({
      metadata: { labels: { tier: 'front' } },
      spec: {
        replicas: 4,
        template: {
          spec: {
            containers: [
              {
                image: 'registry.example/web:2.0',
                ports: [{ containerPort: 8080 }],
              },
            ],
          },
        },
      },
    });
    expect(
      (last.body.metadata as { labels: object }).labels,
    ).not.toHaveProperty('app');
  });

  it('applies, shares fields, and names conflicts', async () => {
    const path = `${deployments}/web?fieldManager=one`;
    const dry = await apply(sandbox, `${path}&dryRun=All`, web());
    expect(dry.status).toBe(201);
    expect((await request(sandbox, 'GET', `${deployments}/web`)).status).toBe(
      404,
    );
    expect((await apply(sandbox, path, web())).status).toBe(201);

    const other = await apply(
      sandbox,
      `${deployments}/web?fieldManager=two`,
      web({ replicas: 5 }),
    );
    expect(other.status).toBe(409);
    expect(other.body.message).toBe(
      'Apply failed with 1 conflict: conflict with "one": .spec.replicas',
    );
    const forced = await apply(
      sandbox,
      `${deployments}/web?fieldManager=two&force=true`,
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web' },
        spec: { replicas: 5 },
      },
    );
    expect(forced.body).toMatchObject({
      spec: { replicas: 5 },
      metadata: { generation: 2 },
    });

    // What `one` no longer wants goes, unless someone else wants it too.
    const { labels: _labels, ...metadata } = web().metadata;
    const without = await apply(sandbox, path, {
      ...web(),
      metadata,
      spec: { ...web().spec, replicas: undefined },
    });
    expect(without.body.metadata).not.toHaveProperty('labels');
    expect(without.body).toMatchObject({ spec: { replicas: 5 } });
  });

  it('deletes dependents with their owner: at once, first, or not at all', async () => {
    const owned = async (policy: string, blockOwnerDeletion: boolean) => {
      const owner = await request(sandbox, 'POST', configMaps, {
        body: configMap('owner'),
      });
      const { uid } = owner.body.metadata as { uid: string };
      await request(sandbox, 'POST', configMaps, {
        body: configMap('owned', {
          finalizers: ['example.com/hold'],
          ownerReferences: [
            {
              apiVersion: 'v1',
              kind: 'ConfigMap',
              name: 'owner',
              uid,
              blockOwnerDeletion,
            },
          ],
        }),
      });
      return request(sandbox, 'DELETE', `${configMaps}/owner`, {
        body: { propagationPolicy: policy },
      });
    };
    const release = () =>
      request(sandbox, 'PATCH', `${configMaps}/owned`, {
        contentType: 'application/merge-patch+json',
        body: { metadata: { finalizers: null } },
      });
    const get = (name: string) =>
      request(sandbox, 'GET', `${configMaps}/${name}`);

    const foreground = await owned('Foreground', true);
    expect(foreground.body).toMatchObject({
      metadata: {
        finalizers: ['foregroundDeletion'],
        deletionTimestamp: expect.any(String),
      },
    });
    expect((await get('owner')).status).toBe(200);
    expect((await get('owned')).body).toMatchObject({
      metadata: { deletionTimestamp: expect.any(String) },
    });
    await release();
    expect((await get('owned')).status).toBe(404);
    expect((await get('owner')).status).toBe(404);

    await owned('Background', true);
    expect((await get('owner')).status).toBe(404);
    expect((await get('owned')).status).toBe(200);
    await release();
    expect((await get('owned')).status).toBe(404);

    await owned('Orphan', true);
    expect((await get('owner')).status).toBe(404);
    const orphan = await get('owned');
    expect(orphan.body.metadata).not.toHaveProperty('deletionTimestamp');
    expect(orphan.body).toMatchObject({ metadata: { ownerReferences: [] } });
  });

  it('empties a namespace before it goes', async () => {
    await request(sandbox, 'POST', '/api/v1/namespaces', {
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    });
    const inShop = '/api/v1/namespaces/shop/configmaps';
    await request(sandbox, 'POST', inShop, {
      body: configMap('held', { finalizers: ['example.com/hold'] }),
    });
    await request(sandbox, 'DELETE', '/api/v1/namespaces/shop');
    const doomed = await request(sandbox, 'GET', '/api/v1/namespaces/shop');
    expect(doomed.body).toMatchObject({ status: { phase: 'Terminating' } });
    const refused = await request(sandbox, 'POST', inShop, {
      body: configMap('late'),
    });
    expect(refused.status).toBe(403);
    await request(sandbox, 'PATCH', `${inShop}/held`, {
      contentType: 'application/merge-patch+json',
      body: { metadata: { finalizers: null } },
    });
    expect(
      (await request(sandbox, 'GET', '/api/v1/namespaces/shop')).status,
    ).toBe(404);
  });

  it('refuses what it does not do', async () => {
    const crds = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    expect((await request(sandbox, 'POST', crds, { body: {} })).status).toBe(
      405,
    );
    await request(sandbox, 'POST', '/api/v1/namespaces/default/pods', {
      body: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'web' },
        spec: {
          containers: [{ name: 'web', image: 'registry.example/web:1.0' }],
        },
      },
    });
    const exec = await request(
      sandbox,
      'POST',
      '/api/v1/namespaces/default/pods/web/exec',
    );
    expect(exec.status).toBe(501);
    expect((await request(sandbox, 'GET', '/api/v1/gadgets')).status).toBe(404);
  });
});
