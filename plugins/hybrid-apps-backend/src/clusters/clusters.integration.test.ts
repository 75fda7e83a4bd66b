import { mockServices } from '@backstage/backend-test-utils';
import { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import {
  accessTo,
  eventually,
  startTestCluster,
  TestCluster,
} from '../__testUtils__';
import { ClusterHandle, Clusters, createClusters } from './clusters';
import { ClusterChange, KubeObject, ObjectKey } from './types';
import { listPages } from './watch/list';
import { KINDS } from '../kinds';

/** A real server may have thousands of objects to list. */
const SYNC_MS = 60_000;

describe('the watch cache on a cluster', () => {
  let cluster: TestCluster;
  let clusters: Clusters | undefined;

  beforeAll(async () => {
    cluster = await startTestCluster();
  });

  afterEach(async () => {
    await clusters?.stop();
  });

  afterAll(() => cluster.stop());

  async function watch(credential: KubernetesCredential = cluster.credential) {
    clusters = createClusters({
      kinds: KINDS,
      access: accessTo(cluster.details, () => credential),
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
    });
    await clusters.start();
    return clusters.require(cluster.details.name);
  }

  const configMap = (name: string, labels: Record<string, string> = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: cluster.namespace, labels },
    data: { password: 'not for the portal' },
  });

  const configMaps = () => `/api/v1/namespaces/${cluster.namespace}/configmaps`;

  const keyOf = (name: string): ObjectKey => ({
    group: '',
    kind: 'ConfigMap',
    namespace: cluster.namespace,
    name,
  });

  /** The store has what a list says now, which is at least so many objects. */
  async function expectFresh(
    handle: ClusterHandle,
    group: string,
    kind: string,
    atLeast: number,
  ) {
    const served = handle.served.find(
      known => known.group === group && known.kind === kind,
    );
    if (!served) {
      throw new Error(`${kind} is not served`);
    }
    const { namespace } = cluster;
    const listed: KubeObject[] = [];
    await listPages({
      project: KINDS.project,
      client: cluster.client,
      target: { kind: served, namespace },
      pageSize: 500,
      onObjects: objects => listed.push(...objects),
    });
    expect(listed.length).toBeGreaterThanOrEqual(atLeast);
    expect(new Set(handle.store.list({ group, kind, namespace }))).toEqual(
      new Set(listed),
    );
  }

  it(
    'holds what a fresh list holds, of every kind that is synced',
    async () => {
      const { client } = cluster;
      await client.request({
        method: 'POST',
        path: configMaps(),
        body: configMap('before', { app: 'shop' }),
      });
      await client.request({
        method: 'POST',
        path: `/apis/networking.k8s.io/v1/namespaces/${cluster.namespace}/networkpolicies`,
        body: {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'deny', namespace: cluster.namespace },
          spec: { podSelector: {}, policyTypes: ['Ingress'] },
        },
      });

      const handle = await watch();
      await eventually(() => expect(handle.state).toBe('synced'), {
        timeoutMs: SYNC_MS,
      });
      expect(handle.kubernetesVersion).toMatch(/^v1\./);
      expect(
        handle.store.knowledge().filter(({ state }) => state === 'unreachable'),
      ).toEqual([]);

      await eventually(() => expectFresh(handle, '', 'ConfigMap', 1));
      await eventually(() => expectFresh(handle, '', 'Pod', 0));
      await eventually(() =>
        expectFresh(handle, 'networking.k8s.io', 'NetworkPolicy', 1),
      );
    },
    SYNC_MS * 2,
  );

  it(
    'follows an object from its creation to its end, without its data',
    async () => {
      const { client } = cluster;
      const handle = await watch();
      await eventually(() => expect(handle.state).toBe('synced'), {
        timeoutMs: SYNC_MS,
      });
      const told: ClusterChange[] = [];
      clusters?.subscribe(change => told.push(change));
      const tellsOf = (name: string) =>
        told.filter(({ objects }) =>
          objects.some(({ metadata }) => metadata.name === name),
        ).length;

      await client.request({
        method: 'POST',
        path: configMaps(),
        body: configMap('followed', { step: '1' }),
      });
      const created = await eventually(() => {
        const object = handle.store.get(keyOf('followed'));
        expect(object?.metadata.labels).toEqual({ step: '1' });
        return object;
      });
      expect(created).not.toHaveProperty('data');
      expect(created?.metadata).not.toHaveProperty('managedFields');

      await client.request({
        method: 'PATCH',
        path: `${configMaps()}/followed`,
        contentType: 'application/merge-patch+json',
        body: { metadata: { labels: { step: '2' } } },
      });
      await eventually(() => {
        expect(handle.store.listByLabel('step', '1')).toEqual([]);
        expect(handle.store.listByLabel('step', '2')).toHaveLength(1);
      });

      await client.request({
        method: 'DELETE',
        path: `${configMaps()}/followed`,
      });
      await eventually(() => {
        expect(handle.store.get(keyOf('followed'))).toBeUndefined();
        expect(handle.store.listByLabel('step')).toEqual([]);
      });
      await eventually(() =>
        expect(tellsOf('followed')).toBeGreaterThanOrEqual(3),
      );
    },
    SYNC_MS * 2,
  );

  it(
    'says what an account without rights lacks',
    async () => {
      const handle = await watch(await cluster.powerless());

      await eventually(
        () =>
          expect(
            handle.store.knowledge().find(({ kind }) => kind === 'pods'),
          ).toMatchObject({
            state: 'forbidden',
            message: expect.stringMatching(
              /pods is forbidden: .*verbs list and watch on pods/,
            ),
          }),
        { timeoutMs: SYNC_MS },
      );
      expect(handle.store.list({ group: '', kind: 'Pod' })).toEqual([]);
    },
    SYNC_MS * 2,
  );

  it('says of a token that the server does not take', async () => {
    const handle = await watch({ type: 'bearer token', token: 'wrong' });

    await eventually(() => expect(handle.state).toBe('unreachable'));
    expect(handle.message).toMatch(/answered 401 to GET \/api: Unauthorized/);
  });
});
