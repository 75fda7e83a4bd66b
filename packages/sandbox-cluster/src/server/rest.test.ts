import { SandboxCluster, startSandboxCluster } from './start';
import { request, webDeployment } from './testing';

const deployments = '/apis/apps/v1/namespaces/default/deployments';

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
      body: webDeployment(),
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      metadata: { generation: 1, uid: expect.any(String) },
      spec: { strategy: { type: 'RollingUpdate' } },
    });

    const changed = await request(sandbox, 'PUT', `${deployments}/web`, {
      body: webDeployment({ replicas: 3 }),
    });
    expect(changed.body).toMatchObject({
      metadata: { generation: 2 },
      spec: { replicas: 3 },
    });

    const deleted = await request(sandbox, 'DELETE', `${deployments}/web`);
    expect(deleted.body).toMatchObject({
      status: 'Success',
      details: { name: 'web', group: 'apps', kind: 'deployments' },
    });
    expect((await request(sandbox, 'GET', `${deployments}/web`)).status).toBe(
      404,
    );
  });

  describe('keeps apart from what is wanted', () => {
    const status = { readyReplicas: 1 };

    it('the status of an object that is created', async () => {
      const { body } = await request(sandbox, 'POST', deployments, {
        body: { ...webDeployment(), status },
      });
      expect(body).not.toHaveProperty('status.readyReplicas');
    });

    it('what is written to one from the other', async () => {
      sandbox.store.create(webDeployment());
      const both = { ...webDeployment({ replicas: 9 }), status };
      const ofStatus = await request(
        sandbox,
        'PUT',
        `${deployments}/web/status`,
        { body: both },
      );
      expect(ofStatus.body).toMatchObject({
        metadata: { generation: 1 },
        spec: { replicas: 2 },
        status,
      });
      const ofSpec = await request(sandbox, 'PUT', `${deployments}/web`, {
        body: { ...both, status: { readyReplicas: 7 } },
      });
      expect(ofSpec.body).toMatchObject({
        metadata: { generation: 2 },
        spec: { replicas: 9 },
        status,
      });
    });

    it('nothing, where the kind has no such subresource', async () => {
      const path = '/api/v1/namespaces/default/configmaps/kube/status';
      const { status: code } = await request(sandbox, 'GET', path);
      expect(code).toBe(404);
    });
  });

  describe('replaces an object', () => {
    const put = (path: string, body: object) =>
      request(sandbox, 'PUT', path, { body });

    it('of the version that its writer knows, and no newer one', async () => {
      const known = sandbox.store.create(webDeployment());
      const { replicas: _replicas, ...spec } = webDeployment().spec;
      const first = { ...known, spec: { ...spec, replicas: 3 } };
      expect((await put(`${deployments}/web`, first)).status).toBe(200);
      const second = { ...known, spec: { ...spec, replicas: 4 } };
      const late = await put(`${deployments}/web`, second);
      expect(late.status).toBe(409);
      expect(late.body).toMatchObject({
        reason: 'Conflict',
        message:
          'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
        details: { name: 'web', group: 'apps', kind: 'deployments' },
      });
      const read = await request(sandbox, 'GET', `${deployments}/web`);
      expect(read.body).toMatchObject({ spec: { replicas: 3 } });
    });

    it('and not another one that has taken its name', async () => {
      const first = sandbox.store.create(webDeployment());
      await request(sandbox, 'DELETE', `${deployments}/web`);
      sandbox.store.create(webDeployment());
      const { resourceVersion: _version, ...metadata } = first.metadata;
      const { status } = await put(`${deployments}/web`, {
        ...first,
        metadata,
      });
      expect(status).toBe(409);
    });

    it('of a custom kind for who knows its version alone', async () => {
      const path =
        '/apis/cert-manager.io/v1/namespaces/default/certificates/web';
      const certificate = {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'web', namespace: 'default' },
        spec: { secretName: 'web', dnsNames: ['web.example'] },
      };
      const { metadata } = sandbox.store.create(certificate);
      const blind = await put(path, certificate);
      expect(blind.status).toBe(422);
      expect(blind.body.message).toBe(
        'certificates.cert-manager.io "web" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
      );
      expect((await put(path, { ...certificate, metadata })).status).toBe(200);
    });

    it('but creates none of a version', async () => {
      const { status, body } = await request(sandbox, 'POST', deployments, {
        body: {
          ...webDeployment(),
          metadata: { name: 'web', resourceVersion: '7' },
        },
      });
      expect(status).toBe(500);
      expect(body.message).toBe(
        'resourceVersion should not be set on objects to be created',
      );
    });
  });

  describe('refuses what it does not do', () => {
    const core = '/api/v1/namespaces/default';

    it.each([
      ['POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', 405],
      ['POST', `${core}/pods/web/attach`, 501],
      ['GET', `${core}/services/web/proxy/index.html`, 501],
      ['POST', `${core}/pods/web/eviction`, 501],
      ['GET', `${core}/pods/web/scale`, 404],
      ['GET', `${core}/gadgets`, 404],
      ['GET', '/apis/example.com/v1/gadgets', 404],
    ])('%s %s: %d', async (method, path, status) => {
      const body = method === 'POST' ? {} : undefined;
      const answer = await request(sandbox, method, path, { body });
      expect(answer.status).toBe(status);
    });

    it('and says what there is instead', async () => {
      const { body } = await request(
        sandbox,
        'POST',
        `${core}/pods/web/eviction`,
      );
      expect(body).toMatchObject({
        kind: 'Status',
        reason: 'NotImplemented',
        message:
          'the sandbox cluster does not implement pods/eviction: delete the pod instead',
      });
      const protobuf = await request(sandbox, 'POST', deployments, {
        body: webDeployment(),
        contentType: 'application/vnd.kubernetes.protobuf',
      });
      expect(protobuf.status).toBe(415);
      expect(protobuf.body.message).toMatch(/--dry-run=client -o yaml/);
    });
  });
});
