import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import {
  KubernetesObjectsProvider,
  kubernetesObjectsProviderExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import {
  ClusterAccessService,
  clusterAccessServiceRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import kubernetesModuleHybridApps from '.';

const config = {
  kubernetes: {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            name: 'hub',
            title: 'Hub',
            url: 'https://hub.example:6443',
            authProvider: 'localKubectlProxy',
            caData: 'Y2E=',
          },
          {
            name: 'edge',
            url: 'https://edge.example:6443',
            authProvider: 'oidc',
            oidcTokenProvider: 'okta',
          },
        ],
      },
    ],
  },
};

/** A plugin of the same backend that wants clusters, as hybrid-apps does. */
function createReader() {
  let access: ClusterAccessService | undefined;
  const plugin = createBackendPlugin({
    pluginId: 'reader',
    register(env) {
      env.registerInit({
        deps: { service: clusterAccessServiceRef },
        async init({ service }) {
          access = service;
        },
      });
    },
  });
  return {
    plugin,
    read(timeoutMs?: number) {
      if (!access) {
        throw new Error('The backend has not started');
      }
      return access.get({ timeoutMs });
    },
  };
}

describe('kubernetesModuleHybridApps', () => {
  it("lends the real kubernetes plugin's clusters and credentials", async () => {
    const reader = createReader();
    const backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        kubernetesModuleHybridApps,
        reader.plugin,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({ data: config }),
      ],
    });

    const access = await reader.read();
    const [hub, edge] = await access.getClusters({
      credentials: mockCredentials.service(),
    });

    expect(hub).toMatchObject({
      name: 'hub',
      title: 'Hub',
      url: 'https://hub.example:6443',
      caData: 'Y2E=',
    });
    await expect(access.getCredential(hub)).resolves.toEqual({
      type: 'anonymous',
    });
    await expect(access.getCredential(edge)).rejects.toThrow('oidc.okta');
    await expect(
      access.getCredential(edge, { oidc: { okta: 'from-the-user' } }),
    ).resolves.toEqual({ type: 'bearer token', token: 'from-the-user' });

    await backend.stop();
  });

  it('leaves the plugin its own objects provider', async () => {
    const backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        kubernetesModuleHybridApps,
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: { name: 'web', namespace: 'default' },
            },
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [{ type: 'config', clusters: [] }],
            },
          },
        }),
      ],
    });

    const answer = await fetch(
      `http://localhost:${backend.server.port()}/api/kubernetes/resources/workloads/query`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: mockCredentials.user.header(),
        },
        body: JSON.stringify({ entityRef: 'component:default/web', auth: {} }),
      },
    );

    expect(answer.status).toBe(200);
    await expect(answer.json()).resolves.toEqual({ items: [] });
    await backend.stop();
  });

  it('says what to do where the place is taken, and takes nothing down', async () => {
    const provider: KubernetesObjectsProvider = {
      getKubernetesObjectsByEntity: async () => ({ items: [] }),
      getCustomResourcesByEntity: async () => ({ items: [] }),
    };
    const adopters = createBackendModule({
      pluginId: 'kubernetes',
      moduleId: 'adopters-own',
      register(reg) {
        reg.registerInit({
          deps: { objects: kubernetesObjectsProviderExtensionPoint },
          init: async ({ objects }) => objects.addObjectsProvider(provider),
        });
      },
    });
    const logger = mockServices.logger.mock();
    const reader = createReader();
    const backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        adopters,
        kubernetesModuleHybridApps,
        reader.plugin,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({ data: config }),
        logger.factory,
      ],
    });

    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('Another module provides the kubernetes objects'),
      expect.anything(),
    );
    await expect(reader.read(50)).rejects.toThrow(
      'The kubernetes plugin has not handed over its clusters',
    );
    await backend.stop();
  });
});
