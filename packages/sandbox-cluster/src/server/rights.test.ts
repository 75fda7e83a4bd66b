import { textAt } from '../objects';
import { SandboxCluster, startSandboxCluster } from './start';
import { request } from './testing';

const RBAC = 'rbac.authorization.k8s.io';

describe('rights', () => {
  let sandbox: SandboxCluster;

  beforeEach(async () => {
    sandbox = await startSandboxCluster({
      name: 'test',
      tls: false,
      readerNamespace: 'shop',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'password', namespace: 'shop' },
        },
      ],
    });
  });

  afterEach(() => sandbox.stop());

  const statusOf = async (path: string, token: string, method = 'GET') =>
    (
      await request(sandbox, method, path, {
        token,
        body: method === 'GET' ? undefined : {},
      })
    ).status;

  it('let the reader read one namespace, but for Secrets', async () => {
    const { reader } = sandbox.tokens;
    expect(await statusOf('/api/v1/namespaces/shop/pods', reader)).toBe(200);
    expect(
      await statusOf(
        '/apis/kubevirt.io/v1/namespaces/shop/virtualmachines',
        reader,
      ),
    ).toBe(200);
    expect(
      await statusOf('/api/v1/namespaces/shop/secrets/password', reader),
    ).toBe(403);
    expect(await statusOf('/api/v1/namespaces/default/pods', reader)).toBe(403);
    expect(await statusOf('/api/v1/pods', reader)).toBe(403);
    expect(await statusOf('/api/v1/namespaces/shop/pods', reader, 'POST')).toBe(
      403,
    );
  });

  it('let everyone discover who is known, and see the health who is not', async () => {
    expect(await statusOf('/apis', sandbox.tokens.nobody)).toBe(200);
    expect(await statusOf('/apis', '')).toBe(403);
    expect(await statusOf('/healthz', '')).toBe(200);
    expect(await statusOf('/api/v1/pods', '')).toBe(403);
    expect(await statusOf('/healthz', 'made-up')).toBe(401);
  });

  it('follow the RoleBindings in the cluster', async () => {
    const { nobody } = sandbox.tokens;
    const pods = '/api/v1/namespaces/default/pods';
    expect(await statusOf(pods, nobody)).toBe(403);
    sandbox.store.create({
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: { name: 'pods', namespace: 'default' },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
    });
    sandbox.store.create({
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'pods', namespace: 'default' },
      roleRef: { apiGroup: RBAC, kind: 'Role', name: 'pods' },
      subjects: [{ apiGroup: RBAC, kind: 'User', name: 'nobody' }],
    });
    expect(await statusOf(pods, nobody)).toBe(200);
    expect(await statusOf(`${pods}/web`, nobody)).toBe(403);
    expect(await statusOf('/api/v1/namespaces/shop/pods', nobody)).toBe(403);
  });

  it('are told by a review', async () => {
    const review = async (
      kind: string,
      spec: object,
      token = sandbox.tokens.reader,
    ) => {
      const path = `/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`;
      const { body } = await request(sandbox, 'POST', path, {
        token,
        body: { apiVersion: 'authorization.k8s.io/v1', kind, spec },
      });
      return body.status;
    };
    const resourceAttributes = {
      verb: 'list',
      resource: 'pods',
      namespace: 'shop',
    };
    expect(
      await review('SelfSubjectAccessReview', { resourceAttributes }),
    ).toEqual({ allowed: true });
    expect(
      await review('SelfSubjectAccessReview', {
        resourceAttributes: { ...resourceAttributes, verb: 'delete' },
      }),
    ).toEqual({ allowed: false });
    expect(
      await review(
        'SubjectAccessReview',
        { resourceAttributes, user: 'nobody' },
        sandbox.tokens.admin,
      ),
    ).toEqual({ allowed: false });
    expect(
      await review('SelfSubjectRulesReview', { namespace: 'shop' }),
    ).toMatchObject({
      incomplete: false,
      resourceRules: expect.arrayContaining([
        expect.objectContaining({
          apiGroups: ['kubevirt.io'],
          verbs: ['get', 'list', 'watch'],
        }),
      ]),
    });
  });

  it('are those of a ServiceAccount for who brings a token that was asked for it', async () => {
    const accounts = '/api/v1/namespaces/shop/serviceaccounts';
    const ask = async (seconds?: number) =>
      request(sandbox, 'POST', `${accounts}/portal/token`, {
        body: {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: { expirationSeconds: seconds },
        },
      });
    expect((await ask()).status).toBe(404);
    await request(sandbox, 'POST', accounts, {
      body: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'portal' },
      },
    });
    expect((await ask(60)).status).toBe(400);
    const { status, body } = await ask(600);
    expect(status).toBe(201);
    const token = textAt(body, 'status', 'token');

    const pods = '/api/v1/namespaces/shop/pods';
    const refused = await request(sandbox, 'GET', pods, { token });
    expect(refused.body).toMatchObject({
      code: 403,
      message: expect.stringContaining(
        'User "system:serviceaccount:shop:portal" cannot list resource "pods"',
      ),
    });
    sandbox.store.create({
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'portal', namespace: 'shop' },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'sandbox-reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'portal', namespace: 'shop' }],
    });
    expect(await statusOf(pods, token)).toBe(200);

    await request(sandbox, 'DELETE', `${accounts}/portal`);
    expect(await statusOf(pods, token)).toBe(401);
  });
});
