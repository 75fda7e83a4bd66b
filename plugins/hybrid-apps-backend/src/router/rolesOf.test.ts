import { ObjectDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeClient, KubeStatusError } from '../clusters';
import { Right } from '../kinds';
import { createRoles } from './rolesOf';

const RBAC = 'rbac.authorization.k8s.io/v1';

const right = (
  kind: 'Role' | 'ClusterRole',
  name: string,
  namespace?: string,
): Right => ({
  binding: {
    apiVersion: RBAC,
    kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    ...(namespace && { namespace }),
    name: `of-${name}`,
  },
  role: { kind, name },
});

const details = (rights?: Right[]): ObjectDetails => ({
  id: 'onprem/shop//ServiceAccount/web',
  object: {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'web', namespace: 'shop' },
  },
  events: [],
  ...(rights && { inside: { rights } }),
});

const rule = (
  verbs: string[],
  apiGroups: string[],
  resources: string[],
  more = {},
) => ({ verbs, apiGroups, resources, ...more });

/** Roles by their paths; what is not here does not exist. */
function cluster(roles: Record<string, object | Error>) {
  const asked: string[] = [];
  const request: KubeClient['request'] = async ({ path }) => {
    asked.push(path);
    const found = roles[path];
    if (found instanceof Error) {
      throw found;
    }
    if (!found) {
      throw new KubeStatusError({
        cluster: 'onprem',
        method: 'GET',
        path,
        code: 404,
        serverMessage: 'not found',
      });
    }
    return { status: 200, headers: {}, body: found };
  };
  const client: Pick<KubeClient, 'request'> = { request };
  return { asked, client };
}

describe('what the roles of an account allow', () => {
  const path = (name: string, namespace?: string) =>
    namespace
      ? `/apis/${RBAC}/namespaces/${namespace}/roles/${name}`
      : `/apis/${RBAC}/clusterroles/${name}`;

  const NOTHING: KubeClient = {
    cluster: 'onprem',
    request: () => Promise.reject(new Error('not asked')),
    list: () => Promise.reject(new Error('not asked')),
    watch: () => Promise.reject(new Error('not asked')),
    stream: () => Promise.reject(new Error('not asked')),
  };

  async function told(
    roles: Record<string, object | Error>,
    rights: Right[],
    {
      readsClusters = true,
      state = 'synced' as const,
    }: { readsClusters?: boolean; state?: 'synced' | 'per-user' } = {},
  ) {
    const { asked, client } = cluster(roles);
    const withRoles = createRoles(() => 0);
    const { inside } = await withRoles(details(rights), {
      cluster: {
        name: 'onprem',
        state,
        clientFor: () => ({ ...NOTHING, ...client }),
      },
      caller: 'user:default/alice',
      readsClusters,
    });
    return {
      asked,
      allows: inside?.rights?.map(one => one.allows),
      findings: inside?.findings?.map(one => `${one.severity} ${one.title}`),
    };
  }

  it('is read by the name of each, once, where its binding holds', async () => {
    const view = rule(['get', 'list'], ['apps'], ['deployments']);
    expect(
      await told(
        {
          [path('view')]: { rules: [view], aggregationRule: {} },
          [path('edit', 'shop')]: { rules: [] },
        },
        [
          right('ClusterRole', 'view'),
          right('ClusterRole', 'view', 'bank'),
          right('Role', 'edit', 'shop'),
        ],
      ),
    ).toEqual({
      asked: [path('view'), path('edit', 'shop')],
      allows: [
        { state: 'known', rules: [view], isAggregated: true },
        { state: 'known', rules: [view], isAggregated: true },
        { state: 'known', rules: [] },
      ],
      findings: undefined,
    });
  });

  it('is told with what is odd about it', async () => {
    const { findings } = await told(
      {
        [path('all')]: { rules: [rule(['*'], ['*'], ['*'])] },
        [path('reader', 'shop')]: {
          rules: [rule(['get'], [''], ['pods', 'secrets'])],
        },
        [path('one', 'shop')]: {
          rules: [rule(['get'], [''], ['secrets'], { resourceNames: ['tls'] })],
        },
        [path('writer', 'shop')]: {
          rules: [rule(['create'], [''], ['secrets'])],
        },
        [path('wide', 'shop')]: { rules: [rule(['list'], ['*'], ['*'])] },
        [path('other', 'shop')]: {
          rules: [rule(['*'], ['example.com'], ['*'])],
        },
      },
      [
        right('ClusterRole', 'all'),
        right('ClusterRole', 'all', 'shop'),
        right('Role', 'reader', 'shop'),
        right('Role', 'one', 'shop'),
        right('Role', 'writer', 'shop'),
        right('Role', 'wide', 'shop'),
        right('Role', 'other', 'shop'),
      ],
    );
    expect(findings).toEqual([
      'warning It may do everything in all of the cluster',
      'warning It may do everything in namespace shop',
      'warning It may read Secrets in namespace shop',
      'info It may read some Secrets in namespace shop',
      'warning It may read Secrets in namespace shop',
    ]);
  });

  it('is told with what is odd about it, however much stands before that', async () => {
    const harmless = Array.from({ length: 60 }, (_, index) =>
      rule(['get'], ['example.com'], [`a${index}`]),
    );
    const named = Array.from({ length: 60 }, (_, index) =>
      rule(['get'], [''], ['secrets'], { resourceNames: [`n${index}`] }),
    );
    const words = Array.from({ length: 30 }, (_, index) => `w${index}`);
    const { allows, findings } = await told(
      {
        [path('rules', 'shop')]: {
          rules: [...harmless, ...named, rule(['get'], [''], ['secrets'])],
        },
        [path('words', 'shop')]: {
          rules: [
            rule(
              [...words, 'watch'],
              [...words, ...words.map(() => 'get'), ''],
              [...words, 'pods', 'secrets'],
            ),
          ],
        },
        [path('unnamed', 'shop')]: {
          rules: [
            rule(['list'], [''], ['secrets'], {
              resourceNames: [...words, ''],
            }),
          ],
        },
        [path('all', 'shop')]: {
          rules: [...harmless, rule(['*'], ['*'], ['*'])],
        },
      },
      ['rules', 'words', 'unnamed', 'all'].map(name =>
        right('Role', name, 'shop'),
      ),
    );
    expect(allows?.[0]?.rules).toHaveLength(50);
    expect(findings).toEqual([
      'warning It may read Secrets in namespace shop',
      'warning It may read Secrets in namespace shop',
      'warning It may read Secrets in namespace shop',
      'warning It may do everything in namespace shop',
    ]);
  });

  it('is said to be forbidden, and what to do about it; of cluster-admin the name alone tells', async () => {
    const refused = (name: string) =>
      new KubeStatusError({
        cluster: 'onprem',
        method: 'GET',
        path: path(name),
        code: 403,
        serverMessage: `clusterroles "${name}" is forbidden`,
      });
    const { allows, findings } = await told(
      {
        [path('view')]: refused('view'),
        [path('cluster-admin')]: refused('cluster-admin'),
      },
      [right('ClusterRole', 'view'), right('ClusterRole', 'cluster-admin')],
    );
    expect(allows?.[0]).toEqual({
      state: 'forbidden',
      message: expect.stringMatching(
        /clusterroles "view" is forbidden.*Grant the portal's account the verb get on clusterroles\.rbac/,
      ),
    });
    expect(findings).toEqual([
      'warning It may do everything in all of the cluster',
    ]);
  });

  it('is nothing of a role that there is not, and unknown where nobody answers', async () => {
    const { allows } = await told(
      { [path('away', 'shop')]: new Error('no answer in time') },
      [right('Role', 'gone', 'shop'), right('Role', 'away', 'shop')],
    );
    expect(allows).toEqual([
      { state: 'absent' },
      { state: 'unknown', message: 'no answer in time' },
    ]);
  });

  it.each([
    [
      'a role of the cluster, of who may not read clusters',
      { readsClusters: false },
      'hidden',
    ],
    [
      'any, of a cluster that takes each user alone',
      { state: 'per-user' as const },
      'unasked',
    ],
  ])('is not asked for: %s', async (_, how, state) => {
    const { asked, allows } = await told(
      {},
      [right('ClusterRole', 'view')],
      how,
    );
    expect({ asked, allows }).toEqual({ asked: [], allows: [{ state }] });
  });

  it.each(['..', '.', 'a/b', '%2e%2e'])(
    'is not asked for by %j, which is no name',
    async name => {
      const { asked, allows } = await told({}, [right('Role', name, 'shop')]);
      expect({ asked, allows }).toEqual({
        asked: [],
        allows: [{ state: 'unasked' }],
      });
    },
  );

  it('is asked for of so many roles, and told by so many rules, at most', async () => {
    const rules = Array.from({ length: 80 }, (_, index) =>
      rule(['get'], ['example.com'], [`a${index}`], {
        resourceNames: Array.from({ length: 60 }, (__, n) => `n${n}`),
      }),
    );
    const names = Array.from({ length: 50 }, (_, index) => `r${index}`);
    const { asked, allows } = await told(
      { [path('r0', 'shop')]: { rules } },
      names.map(name => right('Role', name, 'shop')),
    );
    expect(asked).toHaveLength(20);
    expect(allows?.[0]).toMatchObject({ state: 'known', rulesLeft: 30 });
    expect(allows?.[0]?.rules).toHaveLength(50);
    expect(allows?.[0]?.rules?.[0]).toMatchObject({ isCut: true });
    expect(allows?.[0]?.rules?.[0].resourceNames).toHaveLength(25);
    expect(allows?.filter(one => one?.state === 'unasked')).toHaveLength(30);
  });
});
