import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  AuthenticationStrategy,
  ClusterDetails,
} from '@backstage/plugin-kubernetes-node';
import { ClusterAccessService, clusterAccessServiceRef } from './clusterAccess';

const hub: ClusterDetails = {
  name: 'hub',
  url: 'https://hub.example',
  authMetadata: { 'kubernetes.io/auth-provider': 'oidc' },
};

const authStrategy: AuthenticationStrategy = {
  getCredential: async (_, { okta }) => ({
    type: 'bearer token',
    token: String(okta ?? 'none'),
  }),
  validateCluster: () => [],
  presentAuthMetadata: () => ({}),
};

/** The service as two plugins of one backend get it. */
async function startBackend() {
  const received: ClusterAccessService[] = [];
  const backend = await startTestBackend({
    features: ['lender', 'borrower'].map(pluginId =>
      createBackendPlugin({
        pluginId,
        register(env) {
          env.registerInit({
            deps: { access: clusterAccessServiceRef },
            async init({ access }) {
              received.push(access);
            },
          });
        },
      }),
    ),
  });
  const [lender, borrower] = received;
  return { lender, borrower, stop: () => backend.stop() };
}

describe('clusterAccessServiceRef', () => {
  it('hands what one plugin provides to another, also when it comes later', async () => {
    const { lender, borrower, stop } = await startBackend();
    const credentials = mockCredentials.service();
    const clusterSupplier = { getClusters: jest.fn(async () => [hub]) };

    const waiting = borrower.get();
    lender.provide({ clusterSupplier, authStrategy });
    const access = await waiting;

    await expect(access.getClusters({ credentials })).resolves.toEqual([hub]);
    expect(clusterSupplier.getClusters).toHaveBeenCalledWith({ credentials });
    await expect(access.getCredential(hub)).resolves.toEqual({
      type: 'bearer token',
      token: 'none',
    });
    await expect(access.getCredential(hub, { okta: 'ann' })).resolves.toEqual({
      type: 'bearer token',
      token: 'ann',
    });
    await stop();
  });

  it('says what to add where nobody provides, and recovers when somebody does', async () => {
    const { lender, borrower, stop } = await startBackend();

    await expect(borrower.get({ timeoutMs: 10 })).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(
        '@hybrid-apps/backstage-plugin-kubernetes-backend-module-hybrid-apps',
      ),
    });
    lender.provide({
      clusterSupplier: { getClusters: async () => [hub] },
      authStrategy,
    });
    await expect(borrower.get({ timeoutMs: 10 })).resolves.toBeDefined();
    await stop();
  });
});
