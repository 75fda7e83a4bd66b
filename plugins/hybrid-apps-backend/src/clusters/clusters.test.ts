import { mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { KubernetesRequestAuth } from '@backstage/plugin-kubernetes-common';
import { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { ClusterAccess } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { eventually } from '../__testUtils__/eventually';
import {
  ScriptedApiServer,
  startScriptedApiServer,
} from '../__testUtils__/scriptedApiServer';
import { Clusters, createClusters } from './clusters';
import { LISTINGS } from './limits';
import { ClusterChange } from './types';
import { KINDS } from '../kinds';

const PODS = { group: '', version: 'v1', kind: 'Pod', plural: 'pods' };

function detailsOf(
  name: string,
  { url }: ScriptedApiServer,
  provider = 'serviceAccount',
): ClusterDetails {
  return {
    name,
    title: `The ${name}`,
    url,
    authMetadata: {
      'kubernetes.io/auth-provider': provider,
      serviceAccountToken: 'portal',
    },
  };
}

describe('createClusters', () => {
  const logger = mockServices.logger.mock();
  let servers: ScriptedApiServer[];
  let details: ClusterDetails[];
  let clusters: Clusters;
  let changes: ClusterChange[];

  const access: ClusterAccess = {
    getClusters: async () => details,
    getCredential: async (cluster, userToken?: KubernetesRequestAuth) => ({
      type: 'bearer token',
      token: String(
        userToken?.google ?? cluster.authMetadata.serviceAccountToken,
      ),
    }),
  };

  function create(get = async () => access) {
    clusters = createClusters({
      kinds: KINDS,
      access: { get },
      auth: mockServices.auth(),
      logger,
      settings: { backoff: { baseMs: 2, maxMs: 10 } },
    });
    changes = [];
    clusters.subscribe(change => changes.push(change));
    return clusters;
  }

  beforeEach(async () => {
    servers = await Promise.all(
      ['onprem', 'cloud'].map(async name => {
        const server = await startScriptedApiServer({ kinds: [PODS] });
        server.put('pods', { metadata: { name, namespace: 'shop' } });
        return server;
      }),
    );
    details = [detailsOf('onprem', servers[0]), detailsOf('cloud', servers[1])];
    jest.clearAllMocks();
  });

  afterEach(async () => {
    await clusters.stop();
    await Promise.all(servers.map(server => server.stop()));
  });

  const podsOf = (name: string) =>
    clusters
      .require(name)
      .store.list({ group: '', kind: 'Pod' })
      .map(({ metadata }) => metadata.name);

  it('has one store per cluster, and says what changes in which', async () => {
    await create().start();

    expect(clusters.list().map(({ name, title }) => [name, title])).toEqual([
      ['onprem', 'The onprem'],
      ['cloud', 'The cloud'],
    ]);
    await eventually(() => {
      expect(podsOf('onprem')).toEqual(['onprem']);
      expect(podsOf('cloud')).toEqual(['cloud']);
      expect(clusters.list().map(({ state }) => state)).toEqual([
        'synced',
        'synced',
      ]);
      // And all of that is told.
      for (const { name, store } of clusters.list()) {
        const told = changes.filter(({ cluster }) => cluster === name);
        expect(told.at(-1)?.revision).toBe(store.revision);
      }
    });
    expect(clusters.get('cloud')).toMatchObject({
      kubernetesVersion: 'v1.36.2',
      served: [{ kind: 'Pod', version: 'v1' }],
    });

    changes.length = 0;
    servers[1].put('pods', { metadata: { name: 'new', namespace: 'shop' } });
    await eventually(() => expect(changes).toHaveLength(1));
    expect(changes).toEqual([
      {
        cluster: 'cloud',
        revision: clusters.require('cloud').store.revision,
        objects: [
          expect.objectContaining({
            metadata: expect.objectContaining({ name: 'new' }),
          }),
        ],
      },
    ]);
  });

  it('goes on with the others where one cluster is down', async () => {
    servers[0].crash();
    await create().start();

    await eventually(() => expect(podsOf('cloud')).toEqual(['cloud']));
    await eventually(() =>
      expect(clusters.require('onprem')).toMatchObject({
        state: 'unreachable',
        message: expect.stringContaining("Cluster 'onprem' did not answer"),
      }),
    );
  });

  it('names none of the clusters there are where one is asked for that is not', async () => {
    await create().start();
    expect(clusters.get('moon')).toBeUndefined();
    expect(() => clusters.require('moon')).toThrow(
      /^No cluster is named 'moon'\. (?!.*(onprem|cloud))/,
    );
  });

  it('says why there are none, and finds them later', async () => {
    let broken = true;
    create(async () => {
      if (broken) {
        throw new ServiceUnavailableError('The kubernetes plugin is missing.');
      }
      return access;
    });
    await clusters.start();
    expect(clusters.list()).toEqual([]);
    expect(clusters.problem).toBe('The kubernetes plugin is missing.');
    expect(() => clusters.require('onprem')).toThrow(
      "No cluster is named 'onprem'. The kubernetes plugin is missing.",
    );

    broken = false;
    await clusters.refresh();
    expect(clusters.problem).toBeUndefined();
    await eventually(() => expect(podsOf('onprem')).toEqual(['onprem']));
  });

  it('follows the list of clusters, and leaves those that stay alone', async () => {
    await create().start();
    await eventually(() => expect(podsOf('cloud')).toEqual(['cloud']));
    const before = clusters.require('cloud').store;
    await eventually(() => expect(servers[0].watchCount).toBe(1));

    details = [{ ...detailsOf('cloud', servers[1]), title: 'Renamed' }];
    changes.length = 0;
    await clusters.refresh();

    expect(clusters.list().map(({ title }) => title)).toEqual(['Renamed']);
    expect(clusters.require('cloud').store).toBe(before);
    await eventually(() => expect(servers[0].watchCount).toBe(0));
    expect(changes).toEqual([
      { cluster: 'onprem', revision: expect.any(Number), objects: [] },
    ]);

    // Another server under the same name is another cluster.
    details = [detailsOf('cloud', servers[0])];
    await clusters.refresh();
    await eventually(() => expect(podsOf('cloud')).toEqual(['onprem']));
  });

  it('uses a token that was replaced in the configuration, without a new start', async () => {
    await create().start();
    await eventually(() => expect(servers[0].watchCount).toBe(1));

    servers[0].acceptToken('rotated');
    details = details.map(cluster => ({
      ...cluster,
      authMetadata: { ...cluster.authMetadata, serviceAccountToken: 'rotated' },
    }));
    await clusters.refresh();
    servers[0].cutWatches();
    servers[0].put('pods', { metadata: { name: 'new', namespace: 'shop' } });

    await eventually(() => expect(podsOf('onprem')).toEqual(['onprem', 'new']));
  });

  it('survives a listener that fails', async () => {
    create();
    clusters.subscribe(() => {
      throw new Error('broken listener');
    });
    await clusters.start();
    await eventually(() => expect(podsOf('onprem')).toEqual(['onprem']));
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining("change of cluster 'onprem'"),
      expect.objectContaining({ message: 'broken listener' }),
    );
  });

  it("keeps no copy of a cluster that wants each user's own token, and lists it with that", async () => {
    details = [detailsOf('onprem', servers[0], 'google')];
    servers[0].acceptToken('of-ann');
    servers[0].put('pods', { metadata: { name: 'b', namespace: 'other' } });
    await create().start();
    const handle = clusters.require('onprem');

    expect(handle.state).toBe('per-user');
    expect(handle.store.knowledge()).toMatchObject([
      {
        cluster: 'onprem',
        kind: '*',
        state: 'forbidden',
        message: expect.stringContaining(
          "takes each user's own token (google)",
        ),
      },
    ]);
    expect(servers[0].requests).toEqual([]);

    expect(handle.authProvider).toBe('google');

    const asAnn = () => handle.listAs('ann', { google: 'of-ann' }, ['shop']);
    const store = await asAnn();
    expect(
      store
        .list({ group: '', kind: 'Pod' })
        .map(({ metadata }) => metadata.name),
    ).toEqual(['onprem']);
    expect(
      store.knowledge().filter(({ state }) => state !== 'absent'),
    ).toMatchObject([{ kind: 'pods', state: 'synced' }]);
    const everywhere = await handle.listAs('ann', { google: 'of-ann' });
    expect(everywhere.list({ group: '', kind: 'Pod' })).toHaveLength(2);

    servers[0].forbid('pods');
    expect(
      (await asAnn()).knowledge().find(({ kind }) => kind === 'pods'),
    ).toMatchObject({ state: 'forbidden' });

    const asBob = await handle.listAs('bob', { google: 'of-bob' });
    expect(asBob.knowledge()).toMatchObject([
      {
        kind: '*',
        state: 'unreachable',
        message: expect.stringContaining('401'),
      },
    ]);
  });

  it("reads a cluster with users' tokens some times at once for each of them, and refuses more", async () => {
    details = [detailsOf('onprem', servers[0], 'google')];
    servers[0].put('pods', { metadata: { name: 'a', namespace: 'shop' } });
    let answer: () => void = () => {};
    const answered = new Promise<void>(resolve => {
      answer = resolve;
    });
    create(async () => ({
      ...access,
      getCredential: async (cluster, token?: KubernetesRequestAuth) => {
        if (token?.google === 'of-ann') {
          await answered;
        }
        return access.getCredential(cluster, token);
      },
    }));
    await clusters.start();
    const { listAs } = clusters.require('onprem');
    const asAnn = () => listAs('ann', { google: 'of-ann' });

    const reads = Array.from(
      { length: LISTINGS.perCaller + LISTINGS.waiting },
      asAnn,
    );
    await expect(asAnn()).rejects.toMatchObject({
      status: 429,
      message: expect.stringContaining(
        `Of reads of one cluster with a user's own token, one caller has ${LISTINGS.perCaller} under way`,
      ),
    });
    const asBob = await listAs('bob', { google: 'of-bob' });
    expect(asBob.list({ group: '', kind: 'Pod' })).not.toEqual([]);

    answer();
    for (const store of await Promise.all(reads)) {
      expect(store.list({ group: '', kind: 'Pod' })).not.toEqual([]);
    }
  });
});
