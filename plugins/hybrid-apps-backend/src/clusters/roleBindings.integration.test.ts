import { mockServices } from '@backstage/backend-test-utils';
import { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import {
  accessTo,
  eventually,
  startTestCluster,
  TestCluster,
} from '../__testUtils__';
import { ClusterHandle, Clusters, createClusters } from './clusters';
import { DEFAULT_SETTINGS } from './settings';
import { groupResource } from './store/storeFromObjects';
import { ServedKind } from './types';
import { KINDS } from '../kinds';

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const ACCOUNT = 'hybrid-apps';
const SYNC_MS = 60_000;

const tokenSchema = z.object({ status: z.object({ token: z.string() }) });
const roleSchema = z.object({
  kind: z.string(),
  apiVersion: z.string(),
  rules: z.array(z.unknown()).optional(),
});

/** The Role of the manifest that people apply. */
const [manifest] = parseAllDocuments(
  readFileSync(
    join(__dirname, '../../../../deploy/rbac-namespaces.yaml'),
    'utf8',
  ),
)
  .map(document => roleSchema.parse(document.toJS()))
  .filter(({ kind }) => kind === 'Role');

describe('the watch cache of an account that has RoleBindings alone', () => {
  let cluster: TestCluster;
  let other: string;
  let lone: string;
  let credential: KubernetesCredential;
  let clusters: Clusters | undefined;
  const clusterRoles: string[] = [];

  const create = (path: string, body: object) =>
    cluster.client.request({ method: 'POST', path, body });
  const remove = (path: string) =>
    cluster.client.request({ method: 'DELETE', path });

  const subjects = () => [
    { kind: 'ServiceAccount', name: ACCOUNT, namespace: cluster.namespace },
  ];

  /** Binds the manifest's Role in a namespace. */
  async function give(namespace: string) {
    await create(`${RBAC}/namespaces/${namespace}/rolebindings`, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: ACCOUNT, namespace },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: ACCOUNT,
      },
      subjects: subjects(),
    });
  }
  const take = (namespace: string) =>
    remove(`${RBAC}/namespaces/${namespace}/rolebindings/${ACCOUNT}`);

  async function createNamespace(): Promise<string> {
    const name = `hybrid-apps-test-${randomBytes(4).toString('hex')}`;
    await create('/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
    return name;
  }

  async function fill(namespace: string) {
    await create(`${RBAC}/namespaces/${namespace}/roles`, {
      ...manifest,
      metadata: { name: ACCOUNT, namespace },
    });
    await create(`/api/v1/namespaces/${namespace}/configmaps`, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace },
    });
  }

  beforeAll(async () => {
    cluster = await startTestCluster();
    other = await createNamespace();
    lone = await createNamespace();
    await Promise.all([cluster.namespace, other, lone].map(fill));
    const accounts = `/api/v1/namespaces/${cluster.namespace}/serviceaccounts`;
    await create(accounts, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: ACCOUNT, namespace: cluster.namespace },
    });
    const { body } = await create(`${accounts}/${ACCOUNT}/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 3600 },
    });
    const { token } = tokenSchema.parse(body).status;
    credential = { type: 'bearer token', token };
    await give(cluster.namespace);
  }, SYNC_MS);

  afterEach(async () => {
    await clusters?.stop();
    await Promise.all(clusterRoles.splice(0).map(remove));
  });

  afterAll(async () => {
    await Promise.all(
      [other, lone].map(name => remove(`/api/v1/namespaces/${name}`)),
    );
    await cluster.stop();
  });

  /** Lets the account list all namespaces, which leaves it to the portal where to look. */
  async function letListNamespaces() {
    const metadata = { name: cluster.namespace };
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    await create(`${RBAC}/clusterroles`, {
      apiVersion,
      kind: 'ClusterRole',
      metadata,
      rules: [
        {
          apiGroups: [''],
          resources: ['namespaces'],
          verbs: ['get', 'list', 'watch'],
        },
      ],
    });
    await create(`${RBAC}/clusterrolebindings`, {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: cluster.namespace,
      },
      subjects: subjects(),
    });
    clusterRoles.push(
      `${RBAC}/clusterroles/${cluster.namespace}`,
      `${RBAC}/clusterrolebindings/${cluster.namespace}`,
    );
  }

  async function watch(
    namespaces: readonly string[],
    settings: Partial<typeof DEFAULT_SETTINGS> = {},
  ): Promise<ClusterHandle> {
    clusters = createClusters({
      kinds: KINDS,
      access: accessTo(cluster.details, () => credential),
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      settings: {
        namespaces: new Map([[cluster.details.name, namespaces]]),
        forbiddenRetryMs: 200,
        rediscoveryMs: 300,
        rediscoveryDelayMs: 50,
        ...settings,
      },
    });
    await clusters.start();
    return clusters.require(cluster.details.name);
  }

  /** Where there is the ConfigMap of {@link fill}. */
  const placesIn = ({ store }: Pick<ClusterHandle, 'store'>) =>
    store
      .list({ group: '', kind: 'ConfigMap' })
      .filter(({ metadata }) => metadata.name === 'settings')
      .map(({ metadata }) => metadata.namespace)
      .sort();
  const knows = ({ store }: Pick<ClusterHandle, 'store'>, resource: string) =>
    store.knowledge().find(({ kind }) => kind === resource);

  it(
    'has what is in its namespaces, of each kind, and says of each that it is no more',
    async () => {
      const handle = await watch([cluster.namespace]);
      const resourceOf = ({ group, plural }: ServedKind) =>
        groupResource(group, plural);

      await eventually(
        () => {
          const known = handle.store
            .knowledge()
            .filter(({ state }) => state !== 'absent');
          expect(
            known.map(({ kind, state, namespaces = [] }) =>
              [kind, state, ...namespaces].join(' '),
            ),
          ).toEqual(
            known.map(({ kind }) => {
              const served = handle.served.find(
                one => resourceOf(one) === kind,
              );
              return served?.namespaced || kind === 'namespaces'
                ? `${kind} partial ${cluster.namespace}`
                : `${kind} forbidden`;
            }),
          );
          for (const { message } of known) {
            expect(message).toContain('at the cluster scope');
          }
          expect(knows(handle, 'pods')?.state).toBe('partial');
          expect(handle.state).toBe('synced');
        },
        { timeoutMs: SYNC_MS },
      );
      expect(placesIn(handle)).toEqual([cluster.namespace]);
      expect(
        handle.store
          .list({ group: '', kind: 'Namespace' })
          .map(({ metadata }) => metadata.name),
      ).toEqual([cluster.namespace]);
    },
    SYNC_MS * 2,
  );

  it(
    'follows a RoleBinding that is given and taken in a namespace that is configured',
    async () => {
      const handle = await watch([cluster.namespace, other]);
      await eventually(() =>
        expect(knows(handle, 'configmaps')).toMatchObject({
          namespaces: [cluster.namespace],
          message: expect.stringContaining(`Forbidden in ${other}.`),
        }),
      );

      await give(other);
      await eventually(() =>
        expect(placesIn(handle)).toEqual([cluster.namespace, other].sort()),
      );

      await take(other);
      cluster.sandbox?.faults.cutWatches();
      await eventually(
        () => expect(placesIn(handle)).toEqual([cluster.namespace]),
        // Elsewhere a watch that stands goes on until it is renewed.
        { timeoutMs: cluster.sandbox ? SYNC_MS : 12 * SYNC_MS },
      );
    },
    SYNC_MS * 14,
  );

  it(
    'looks, where it may list namespaces, in those where it has rights',
    async () => {
      await letListNamespaces();
      const handle = await watch([]);
      await eventually(
        () => expect(placesIn(handle)).toEqual([cluster.namespace]),
        { timeoutMs: SYNC_MS },
      );
      expect(knows(handle, 'namespaces')?.state).toBe('synced');
      // It asked of all, and tried none in vain.
      expect(knows(handle, 'configmaps')?.message).not.toContain('Forbidden');

      await give(other);
      await eventually(() =>
        expect(placesIn(handle)).toEqual([cluster.namespace, other].sort()),
      );
      const late = await createNamespace();
      await fill(late);
      await give(late);
      await eventually(() =>
        expect(placesIn(handle)).toEqual(
          [cluster.namespace, other, late].sort(),
        ),
      );

      await remove(`/api/v1/namespaces/${late}`);
      await take(other);
      await eventually(() =>
        expect(placesIn(handle)).toEqual([cluster.namespace]),
      );
      expect(knows(handle, 'configmaps')).toMatchObject({
        state: 'partial',
        namespaces: [cluster.namespace],
      });
    },
    SYNC_MS * 3,
  );

  it(
    'leaves a namespace that is gone without being told to look',
    async () => {
      await letListNamespaces();
      const late = await createNamespace();
      await fill(late);
      await give(late);
      const handle = await watch([], { rediscoveryMs: 600_000 });
      const known = [cluster.namespace, late].sort();
      await eventually(() =>
        expect(knows(handle, 'configmaps')).toMatchObject({
          namespaces: known,
        }),
      );

      await remove(`/api/v1/namespaces/${late}`);
      await eventually(() =>
        expect(knows(handle, 'configmaps')).toMatchObject({
          namespaces: [cluster.namespace],
        }),
      );
    },
    SYNC_MS * 2,
  );

  it(
    'says that there are more namespaces than it reads',
    async () => {
      await letListNamespaces();
      await give(other);
      const handle = await watch([], { maxNamespaces: 1 });
      const [first] = [cluster.namespace, other].sort();
      await eventually(() =>
        expect(knows(handle, 'configmaps')).toMatchObject({
          state: 'partial',
          namespaces: [first],
          message: expect.stringContaining('1 more namespace is not read'),
        }),
      );
      expect(placesIn(handle)).toEqual([first]);
      await take(other);
    },
    SYNC_MS * 2,
  );

  it(
    'lists as much with the rights of a user who has as few',
    async () => {
      await give(other);
      const handle = await watch([cluster.namespace, lone]);
      const own = await handle.listAs('ann', {});
      expect(placesIn({ store: own })).toEqual([cluster.namespace]);
      expect(knows({ store: own }, 'configmaps')).toMatchObject({
        state: 'partial',
        namespaces: [cluster.namespace],
        message: expect.stringMatching(
          `Forbidden in ${lone}\\..* hybridApps.watch.namespaces`,
        ),
      });

      const ofApp = await handle.listAs('ann', {}, [cluster.namespace, other]);
      expect(placesIn({ store: ofApp })).toEqual(
        [cluster.namespace, other].sort(),
      );
      expect(knows({ store: ofApp }, 'configmaps')?.state).toBe('synced');
      expect(knows({ store: ofApp }, 'namespaces')).toMatchObject({
        state: 'partial',
        namespaces: [cluster.namespace, other].sort(),
      });
      await take(other);
    },
    SYNC_MS * 2,
  );
});
