import { once } from 'events';
import { IncomingMessage, OutgoingHttpHeaders, request } from 'http';
import { text } from 'stream/consumers';
import { SandboxCluster, startSandboxCluster } from './start';

const RBAC = 'rbac.authorization.k8s.io';

const roleFor = (name: string, rules: object[], subject: object) => [
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
    subjects: [subject],
  },
];
const impersonate = (resources: string[], resourceNames?: string[]) => ({
  apiGroups: [''],
  resources,
  verbs: ['impersonate'],
  resourceNames,
});
const user = (name: string) => ({ apiGroup: RBAC, kind: 'User', name });
const group = (name: string) => ({ apiGroup: RBAC, kind: 'Group', name });

describe('impersonation', () => {
  let sandbox: SandboxCluster;

  beforeAll(async () => {
    sandbox = await startSandboxCluster({
      name: 'test',
      tls: false,
      objects: [
        ...roleFor(
          'impersonator',
          [
            impersonate(['users'], ['alice', 'anyone']),
            impersonate(['groups'], ['team-a', 'team-b']),
          ],
          user('reader'),
        ),
        ...roleFor(
          'pods',
          [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
          group('team-b'),
        ),
      ],
    });
  });

  afterAll(() => sandbox?.stop());

  /** With one line a group, as fetch does not send headers. */
  async function ask(
    headers: OutgoingHttpHeaders,
    {
      token = sandbox.tokens.admin,
      path = '/api/v1/pods',
      body,
      method = body ? 'POST' : 'GET',
      contentType = 'application/json',
    }: {
      token?: string;
      path?: string;
      body?: object;
      method?: string;
      contentType?: string;
    } = {},
  ) {
    const call = request(`${sandbox.url}${path}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        'Content-Type': contentType,
        ...headers,
      },
    });
    call.end(body && JSON.stringify(body));
    const [response]: IncomingMessage[] = await once(call, 'response');
    return { status: response.statusCode, text: await text(response) };
  }

  it.each<[string, OutgoingHttpHeaders, string]>([
    [
      'a user without a right to it',
      { 'Impersonate-User': 'bob' },
      'users "bob" is forbidden: User "reader" cannot impersonate resource "users" in API group "" at the cluster scope',
    ],
    [
      'a group without a right to it',
      {
        'Impersonate-User': 'alice',
        'Impersonate-Group': ['team-a', 'system:masters'],
      },
      'groups "system:masters" is forbidden: User "reader" cannot impersonate resource "groups" in API group "" at the cluster scope',
    ],
    [
      'a ServiceAccount, for which the right to users is none',
      { 'Impersonate-User': 'system:serviceaccount:shop:portal' },
      'serviceaccounts "portal" is forbidden: User "reader" cannot impersonate resource "serviceaccounts" in API group "" in the namespace "shop"',
    ],
  ])('is refused for %s', async (_, headers, message) => {
    const { status, text: said } = await ask(headers, {
      token: sandbox.tokens.reader,
    });
    expect([status, JSON.parse(said).message]).toEqual([403, message]);
  });

  it('is refused to who is not known', async () => {
    const { status, text: said } = await ask(
      { 'Impersonate-User': 'alice' },
      {
        token: '',
      },
    );
    expect([status, JSON.parse(said).message]).toEqual([
      403,
      'users "alice" is forbidden: User "system:anonymous" cannot impersonate resource "users" in API group "" at the cluster scope',
    ]);
  });

  it('leaves rights to those of who is borne, groups included', async () => {
    const { reader, admin } = sandbox.tokens;
    const alice = (...groups: string[]) => ({
      'Impersonate-User': 'alice',
      'Impersonate-Group': groups,
    });
    expect((await ask(alice(), { token: admin })).status).toBe(403);
    expect((await ask(alice('team-a'), { token: reader })).status).toBe(403);
    expect(
      (await ask(alice('team-a', 'team-b'), { token: reader })).status,
    ).toBe(200);
    // The sender's own rights are of no account any more.
    const { status, text: said } = await ask(alice(), {
      token: reader,
      path: '/api/v1/namespaces/default/pods',
    });
    expect([status, JSON.parse(said).message]).toEqual([
      403,
      'pods is forbidden: User "alice" cannot list resource "pods" in API group "" in the namespace "default"',
    ]);
  });

  it.each<[string, string[], string[]]>([
    ['alice', [], ['system:authenticated']],
    ['alice', ['team-a', 'b,c'], ['team-a', 'b,c', 'system:authenticated']],
    ['alice', ['system:unauthenticated'], ['system:unauthenticated']],
    ['system:anonymous', [], ['system:unauthenticated']],
    [
      'system:serviceaccount:shop:portal',
      [],
      [
        'system:serviceaccounts',
        'system:serviceaccounts:shop',
        'system:authenticated',
      ],
    ],
    [
      'system:serviceaccount:shop:portal',
      ['team-a'],
      ['team-a', 'system:authenticated'],
    ],
  ])('as %s of %j is in %j', async (name, groups, expected) => {
    // Reviews are for who is known, or may all.
    const { status, text: said } = await ask(
      {
        'Impersonate-User': name,
        'Impersonate-Group': expected.includes('system:authenticated')
          ? groups
          : [...groups, 'system:masters'],
      },
      {
        path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
        body: {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'SelfSubjectReview',
        },
      },
    );
    expect(status).toBe(201);
    const { userInfo } = JSON.parse(said).status;
    expect(userInfo.username).toBe(name);
    expect(
      userInfo.groups.filter((one: string) => one !== 'system:masters'),
    ).toEqual(expected);
  });

  // As kube-apiserver 1.36 and KubeVirt 1.9 answered alice of team-a.
  it.each([
    [
      {
        method: 'PATCH',
        path: '/apis/apps/v1/namespaces/shop/deployments/imp?fieldManager=portal',
        contentType: 'application/apply-patch+yaml',
        body: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'imp' },
        },
      },
      {
        name: 'imp',
        group: 'apps',
        kind: 'deployments',
        message:
          'deployments.apps "imp" is forbidden: User "alice" cannot patch resource "deployments" in API group "apps" in the namespace "shop"',
      },
    ],
    [
      {
        method: 'PUT',
        path: '/apis/subresources.kubevirt.io/v1/namespaces/shop/virtualmachines/off/start',
        body: {},
      },
      {
        name: 'off',
        group: 'subresources.kubevirt.io',
        kind: 'virtualmachines',
        message:
          'virtualmachines.subresources.kubevirt.io "off" is forbidden: User "alice" cannot update resource "virtualmachines/start" in API group "subresources.kubevirt.io" in the namespace "shop"',
      },
    ],
  ])('refuses a write as a real cluster does: %j', async (how, expected) => {
    const { message, ...details } = expected;
    const { status, text: said } = await ask(
      { 'Impersonate-User': 'alice', 'Impersonate-Group': 'team-a' },
      how,
    );
    expect([status, JSON.parse(said)]).toEqual([
      403,
      {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message,
        reason: 'Forbidden',
        details,
        code: 403,
      },
    ]);
  });

  it('of groups without a user is an error of the server', async () => {
    expect(await ask({ 'Impersonate-Group': 'team-a' })).toEqual({
      status: 500,
      text: 'Internal Server Error: "/api/v1/pods": requested ["team-a"] without impersonating a user\n',
    });
  });

  it('of a uid or of extras is not there, and says so', async () => {
    for (const header of ['Impersonate-Uid', 'Impersonate-Extra-Team']) {
      const { status, text: said } = await ask({
        'Impersonate-User': 'alice',
        [header]: 'a',
      });
      expect(status).toBe(501);
      expect(said).toContain(header.toLowerCase());
    }
  });
});
