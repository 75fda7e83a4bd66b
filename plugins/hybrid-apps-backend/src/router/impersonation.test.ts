import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { asService, startPortal } from '../__testUtils__/portal';
import { service, web } from '../__testUtils__/provisioning';

jest.setTimeout(60_000);

const RBAC = 'rbac.authorization.k8s.io';
const APPLY = '/v1/clusters/onprem/apply';

const plain = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});
/** A manifest of deploy/, for the namespace `shop`. */
const deployed = (file: string) =>
  parseAllDocuments(
    readFileSync(join(__dirname, '../../../../deploy', file), 'utf8').replace(
      'my-namespace',
      'shop',
    ),
  ).map(document => plain.parse(document.toJS()));

const namespace = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

/** A role of the namespace `shop` that bob has. */
const ofBob = (name: string, group: string, resource: string) => [
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: { name, namespace: 'shop' },
    rules: [{ apiGroups: [group], resources: [resource], verbs: ['*'] }],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name, namespace: 'shop' },
    roleRef: { apiGroup: RBAC, kind: 'Role', name },
    subjects: [{ apiGroup: RBAC, kind: 'User', name: 'oidc:bob' }],
  },
];

/** Who is in which groups, by the sign-in. */
const GROUPS: Record<string, string[]> = {
  'user:default/alice': ['group:default/team-a'],
  'user:default/mallory': ['group:default/team-a'],
  'user:default/oscar': ['group:partners/admins'],
};
const userInfo = mockServices.userInfo.mock({
  getUserInfo: async ({ principal }) => {
    const { userEntityRef } = z
      .looseObject({ userEntityRef: z.string() })
      .parse(principal);
    const groups = GROUPS[userEntityRef] ?? [];
    return {
      userEntityRef,
      ownershipEntityRefs: [userEntityRef, ...groups],
    };
  },
});

const user = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);

interface Seen {
  method: string;
  path: string;
  query: URLSearchParams;
  /** The headers by which it bore somebody. */
  bore: Record<string, string[] | undefined>;
}

const nobody = {};
const alice = {
  'impersonate-user': ['oidc:alice'],
  'impersonate-group': ['oidc:team-a'],
};
const bob = { 'impersonate-user': ['oidc:bob'] };

const IMPERSONATES = [
  {
    cluster: 'onprem',
    user: 'oidc:${{ name }}',
    groups: ['oidc:${{ group.name }}'],
  },
];

describe('a cluster that is written to in the name of who asks', () => {
  let sandbox: SandboxCluster;
  let token: string;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let seen: Seen[];
  /** Is let in before the cluster answers. */
  let before: (request: Seen) => void;

  /** Everything that comes in at the sandbox's socket. */
  function onRequest(message: unknown) {
    const { request } = z
      .object({ request: z.instanceof(IncomingMessage) })
      .parse(message);
    const { host = '' } = request.headers;
    if (host !== new URL(sandbox.url).host) {
      return;
    }
    const url = new URL(request.url ?? '/', sandbox.url);
    const one = {
      method: String(request.method),
      path: url.pathname,
      query: url.searchParams,
      bore: Object.fromEntries(
        Object.entries(request.headersDistinct).filter(([name]) =>
          name.startsWith('impersonate-'),
        ),
      ),
    };
    seen.push(one);
    before(one);
  }

  beforeAll(async () => {
    seen = [];
    before = () => {};
    sandbox = await startSandboxCluster({
      name: 'onprem',
      tls: false,
      objects: [
        ...deployed('rbac.yaml'),
        ...deployed('rbac-impersonation.yaml'),
        namespace('shop'),
        namespace('bank'),
        ...ofBob('services', '', 'services'),
        ...ofBob('deployments', 'apps', 'deployments'),
      ],
    });
    const asked = await fetch(
      `${sandbox.url}/api/v1/namespaces/backstage/serviceaccounts/hybrid-apps/token`,
      {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${sandbox.tokens.admin}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: { expirationSeconds: 3600 },
        }),
      },
    );
    ({
      status: { token },
    } = z
      .object({ status: z.object({ token: z.string() }) })
      .parse(await asked.json()));
    subscribe('http.server.request.start', onRequest);
    portal = await startPortal({
      objects: [],
      entities: [],
      sandbox,
      token,
      impersonates: IMPERSONATES,
      features: [userInfo.factory],
    });
  });

  afterAll(async () => {
    unsubscribe('http.server.request.start', onRequest);
    await portal?.stop();
    await sandbox?.stop();
  });

  beforeEach(() => {
    before = () => {};
  });

  const contents = (place: string) => [
    ...sandbox.store.list('', 'Service', { namespace: place }),
    ...sandbox.store.list('apps', 'Deployment', { namespace: place }),
  ];

  /** Asks for the web tier, and tells which requests that made. */
  async function apply(
    as: string,
    where = 'shop',
    how: { dryRun?: boolean; headers?: Record<string, string> } = {},
  ) {
    const from = seen.length;
    const { headers, dryRun } = how;
    const { status, body } = await portal.post(
      APPLY,
      {
        task: 'task-1',
        namespace: where,
        manifests: [service, web()],
        dryRun,
      },
      { as, headers },
    );
    return {
      status,
      message: String(body.error?.message),
      requests: seen
        .slice(from)
        .filter(({ path }) => /\/(services|deployments)(\/|$)/.test(path))
        .filter(({ query }) => !query.has('watch')),
    };
  }

  const clear = () =>
    contents('shop').forEach(({ apiVersion, kind, metadata: { name } }) =>
      sandbox.store.delete({
        group: apiVersion === 'v1' ? '' : 'apps',
        kind,
        namespace: 'shop',
        name,
      }),
    );
  afterEach(clear);

  it("creates what the person may, though the portal's account may create nothing", async () => {
    const own = await fetch(`${sandbox.url}/api/v1/namespaces/shop/services`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(service),
    });
    expect(own.status).toBe(403);

    const { status, requests } = await apply(user('alice'));
    expect(status).toBe(200);
    expect(contents('shop').map(({ kind }) => kind)).toEqual([
      'Service',
      'Deployment',
    ]);
    // Looks whether the name is free, tries, writes: each of both objects.
    expect(requests.map(({ method }) => method).sort()).toEqual(
      ['GET', 'POST', 'POST'].flatMap(method => [method, method]),
    );
    expect(requests.map(({ bore }) => bore)).toEqual(requests.map(() => alice));
  });

  it('undoes in the name of who created, with the groups that they had then', async () => {
    expect((await apply(user('alice'))).status).toBe(200);
    const [wasIn] = [GROUPS['user:default/alice']];
    GROUPS['user:default/alice'] = [];
    const from = seen.length;
    const { body } = await portal.post(
      '/v1/tasks/undo',
      { task: 'task-1' },
      { as: user('alice') },
    );
    GROUPS['user:default/alice'] = wasIn;
    // Beside what other tests created, and is gone.
    expect(
      body.items.filter(
        ({ result }: { result: string }) => result === 'deleted',
      ),
    ).toHaveLength(2);
    expect(contents('shop')).toEqual([]);
    const deletes = seen
      .slice(from)
      .filter(({ method }) => method === 'DELETE');
    expect(deletes.map(({ bore }) => bore)).toEqual([alice, alice]);
  });

  it('bears the user in whose name the scaffolder asks', async () => {
    const through = `Bearer ${mockCredentials.user.token('user:default/alice', {
      actor: { subject: 'plugin:scaffolder' },
    })}`;
    const { status, requests } = await apply(through);
    expect(status).toBe(200);
    expect(requests.map(({ bore }) => bore)).toEqual(requests.map(() => alice));
  });

  it('leaves it to the cluster to refuse the person where they may not', async () => {
    const { status, message, requests } = await apply(user('alice'), 'bank');
    expect(status).toBe(403);
    expect(message).toContain(
      "'oidc:alice', as whom the cluster knows you, has no right to get deployments.apps in namespace 'bank' of cluster 'onprem'. Choose another namespace, or have who owns it",
    );
    expect(requests.map(({ bore }) => bore)).toEqual([alice, alice]);
    expect(contents('bank')).toEqual([]);
  });

  it('says which right the portal lacks to act as somebody', async () => {
    const { status, message } = await apply(user('mallory'));
    expect(status).toBe(403);
    expect(message).toContain(
      "the portal's account 'system:serviceaccount:backstage:hybrid-apps' may not act as the user 'oidc:mallory' on cluster 'onprem'. Have the cluster's administrators give it the verb impersonate on users named 'oidc:mallory': deploy/rbac-impersonation.yaml shows how.",
    );
    expect(contents('shop')).toEqual([]);
  });

  it.each([true, false])(
    'asks the cluster nothing where it is nobody, or nobody with a name there: dry run %s',
    async dryRun => {
      const byService = await apply(asService('plugin:scaffolder'), 'shop', {
        dryRun,
      });
      expect(byService).toMatchObject({ status: 403, requests: [] });
      expect(byService.message).toContain(
        "this is asked by the service 'plugin:scaffolder' in the name of nobody. Start it as a user who has signed in",
      );
      const byOscar = await apply(user('oscar'), 'shop', { dryRun });
      expect(byOscar).toMatchObject({ status: 403, requests: [] });
      expect(byOscar.message).toContain(
        "'group:partners/admins' is of another",
      );
    },
  );

  it('takes no name from the headers of the request', async () => {
    const { status, requests } = await apply(user('alice'), 'shop', {
      headers: {
        'Impersonate-User': 'system:admin',
        'Impersonate-Group': 'system:masters',
        'Impersonate-Uid': '1',
        'Impersonate-Extra-Scopes': 'all',
      },
    });
    expect(status).toBe(200);
    expect(requests.map(({ bore }) => bore)).toEqual(requests.map(() => alice));
  });

  it('rolls back in the same name', async () => {
    before = ({ method, path, query }) => {
      if (
        method === 'POST' &&
        path.endsWith('/deployments') &&
        !query.has('dryRun')
      ) {
        sandbox.store.delete({
          group: RBAC,
          kind: 'RoleBinding',
          namespace: 'shop',
          name: 'deployments',
        });
      }
    };
    const { status, message, requests } = await apply(user('bob'));
    expect(status).toBe(403);
    expect(message).toContain("Removed again: Service 'web'.");
    expect(contents('shop')).toEqual([]);
    expect(requests.map(({ method }) => method)).toContain('DELETE');
    expect(requests.map(({ bore }) => bore)).toEqual(requests.map(() => bob));
  });

  it("is read in nobody else's name", async () => {
    const from = seen.length;
    const { body } = await portal.get('/v1/clusters/onprem/namespaces', {
      as: user('alice'),
      headers: { 'Impersonate-User': 'oidc:alice' },
    });
    expect(body.items).not.toEqual([]);
    await portal.post(
      '/v1/clusters/onprem/readiness',
      {
        objects: [
          { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
        ],
      },
      { as: user('alice') },
    );
    expect(
      seen.slice(from).filter(({ bore }) => 'impersonate-user' in bore),
    ).toEqual([]);

    const watches = seen.filter(({ query }) => query.has('watch'));
    const lists = seen.filter(({ query }) => query.has('limit'));
    expect(watches.length).toBeGreaterThan(10);
    expect(lists.length).toBeGreaterThan(10);
    for (const { bore } of [...watches, ...lists]) {
      expect(bore).toEqual(nobody);
    }
  });

  it('does not start with a template that nobody can be named by', async () => {
    await expect(
      startPortal({
        objects: [],
        entities: [],
        sandbox,
        impersonates: [{ cluster: 'onprem', user: 'system:${{ name }}' }],
      }),
    ).rejects.toThrow(
      "hybridApps.impersonation.clusters[0].user: makes a name that begins with 'system:'",
    );
  });
});
