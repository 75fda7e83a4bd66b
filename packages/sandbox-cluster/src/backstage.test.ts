import { once } from 'events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'fs';
import { createServer } from 'http';
import { get } from 'https';
import { tmpdir } from 'os';
import { join } from 'path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import {
  KubernetesClustersSupplier,
  kubernetesObjectsProviderExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import { parse } from 'yaml';
import sandboxClusters from './backstage';

const kubernetes = {
  serviceLocatorMethod: { type: 'multiTenant' },
  clusterLocatorMethods: [
    {
      type: 'config',
      clusters: [
        {
          name: 'real',
          url: 'https://real.example:6443',
          authProvider: 'serviceAccount',
          serviceAccountToken: 'secret',
        },
      ],
    },
  ],
};

describe('the sandbox clusters in a backend', () => {
  /** What the test saw of the kubernetes plugin's clusters. */
  let supplier: KubernetesClustersSupplier | undefined;

  const reader = createBackendModule({
    pluginId: 'kubernetes',
    moduleId: 'reader',
    register(reg) {
      reg.registerInit({
        deps: { provider: kubernetesObjectsProviderExtensionPoint },
        async init({ provider }) {
          provider.addObjectsProvider(async options => {
            supplier = options.clusterSupplier;
            return options.getDefault();
          });
        },
      });
    },
  });

  const start = (sandboxCluster?: object) =>
    startTestBackend({
      features: [
        kubernetesPlugin,
        sandboxClusters,
        reader,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: { kubernetes, ...(sandboxCluster ? { sandboxCluster } : {}) },
        }),
      ],
    });

  const clusters = async () =>
    (await supplier?.getClusters({ credentials: mockCredentials.user() })) ??
    [];

  beforeEach(() => {
    supplier = undefined;
  });

  it('are added to the others, and can be reached', async () => {
    const home = mkdtempSync(join(tmpdir(), 'sandbox-backstage-'));
    const kubeconfig = join(home, 'sub', 'kubeconfig');
    const backend = await start({
      clusters: [{ name: 'onprem' }, { name: 'cloud' }],
      kubeconfig,
    });
    try {
      const all = await clusters();
      expect(all.map(({ name, title }) => [name, title])).toEqual([
        ['onprem', 'On premises'],
        ['cloud', 'Cloud'],
        ['real', undefined],
      ]);
      const written = parse(readFileSync(kubeconfig, 'utf8'));
      expect(written['current-context']).toBe('onprem');
      expect(written.clusters[1].cluster.server).toBe(all[1].url);
      expect(written.users[0].user.token).toEqual(expect.any(String));
      // eslint-disable-next-line no-bitwise
      expect(statSync(kubeconfig).mode & 0o777).toBe(0o600);

      // Where the kubernetes plugin's ServiceAccountStrategy looks for it.
      const { serviceAccountToken } = all[0].authMetadata;
      expect(serviceAccountToken).toBe(written.users[0].user.token);
      const answer = get(`${all[0].url}/api/v1/nodes`, {
        ca: Buffer.from(all[0].caData ?? '', 'base64'),
        headers: { Authorization: `Bearer ${serviceAccountToken}` },
      });
      const [response] = await once(answer, 'response');
      expect(response.statusCode).toBe(200);
      response.resume();
    } finally {
      await backend.stop();
      rmSync(home, { recursive: true });
    }
  });

  it('stop with the backend', async () => {
    const backend = await start({ clusters: [{ name: 'onprem' }] });
    const [{ url }] = await clusters();
    await backend.stop();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('are not there without their section', async () => {
    const backend = await start();
    expect((await clusters()).map(({ name }) => name)).toEqual(['real']);
    await backend.stop();
  });

  it('name the port that is taken, and the setting', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await expect(
      start({ clusters: [{ name: 'onprem' }, { name: 'cloud', port }] }),
    ).rejects.toThrow(
      new RegExp(
        `Sandbox cluster cloud: port ${port} .* Set another sandboxCluster.clusters\\[1\\].port in app-config`,
      ),
    );
    server.close();
  });

  it('name a cluster that does not ship', async () => {
    await expect(start({ clusters: [{ name: 'moon' }] })).rejects.toThrow(
      'there is no sandbox cluster moon; there are onprem and cloud',
    );
  });

  describe('in production', () => {
    const { NODE_ENV } = process.env;
    const setEnvironment = (value?: string) =>
      Object.assign(process.env, { NODE_ENV: value });

    beforeEach(() => setEnvironment('production'));
    afterEach(() => setEnvironment(NODE_ENV));

    it('refuse to start', async () => {
      await expect(start({ clusters: [{ name: 'onprem' }] })).rejects.toThrow(
        'set sandboxCluster.allowInProduction for a demo',
      );
    });

    it('start where that is wanted', async () => {
      const backend = await start({
        clusters: [{ name: 'onprem' }],
        allowInProduction: true,
      });
      expect((await clusters())[0].name).toBe('onprem');
      await backend.stop();
    });
  });
});
