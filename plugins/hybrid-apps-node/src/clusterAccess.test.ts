import {
  coreServices,
  createBackendPlugin,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
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

/** Another instance of the module, as a second copy of the package is. */
function secondCopy() {
  let copy: typeof clusterAccessServiceRef | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual('./clusterAccess').clusterAccessServiceRef;
  });
  if (!copy || copy === clusterAccessServiceRef) {
    throw new Error('The module was not loaded a second time');
  }
  return copy;
}

/** The service as two plugins of one backend get it, each from its own copy of the package. */
async function startBackend({
  lendersRef = clusterAccessServiceRef,
  borrowersRef = clusterAccessServiceRef,
} = {}) {
  const received: ClusterAccessService[] = [];
  const lifecycles: RootLifecycleService[] = [];
  const backend = await startTestBackend({
    features: [lendersRef, borrowersRef].map((ref, index) =>
      createBackendPlugin({
        pluginId: ['lender', 'borrower'][index],
        register(env) {
          env.registerInit({
            deps: { access: ref, lifecycle: coreServices.rootLifecycle },
            async init({ access, lifecycle }) {
              received[index] = access;
              lifecycles[index] = lifecycle;
            },
          });
        },
      }),
    ),
  });
  const [lender, borrower] = received;
  const [lifecycle] = lifecycles;
  return { lender, borrower, lifecycle, stop: () => backend.stop() };
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
    await expect(borrower.get({ timeoutMs: 10 })).rejects.toThrow(
      "'@hybrid-apps/backstage-plugin-hybrid-apps-node' is installed twice",
    );
    lender.provide({
      clusterSupplier: { getClusters: async () => [hub] },
      authStrategy,
    });
    await expect(borrower.get({ timeoutMs: 10 })).resolves.toBeDefined();
    await stop();
  });

  it('hands over between two copies of the package, in either direction', async () => {
    const backends = await Promise.all([
      startBackend({ borrowersRef: secondCopy() }),
      startBackend({ lendersRef: secondCopy() }),
    ]);
    for (const { lender, borrower, stop } of backends) {
      expect(lender).not.toBe(borrower);
      const waiting = borrower.get();
      lender.provide({
        clusterSupplier: { getClusters: async () => [hub] },
        authStrategy,
      });
      const access = await waiting;
      await expect(
        access.getClusters({ credentials: mockCredentials.service() }),
      ).resolves.toEqual([hub]);
      await stop();
    }
  });

  it('hands nothing from one backend of a process to another', async () => {
    const copy = secondCopy();
    const [one, other] = await Promise.all([
      startBackend({ borrowersRef: copy }),
      startBackend({ borrowersRef: copy }),
    ]);
    one.lender.provide({
      clusterSupplier: { getClusters: async () => [hub] },
      authStrategy,
    });
    await expect(one.borrower.get({ timeoutMs: 10 })).resolves.toBeDefined();
    await expect(other.borrower.get({ timeoutMs: 10 })).rejects.toThrow(
      'has not handed over its clusters',
    );
    await one.stop();
    const next = await startBackend({ borrowersRef: copy });
    await expect(next.borrower.get({ timeoutMs: 10 })).rejects.toThrow(
      'has not handed over its clusters',
    );
    await other.stop();
    await next.stop();
  });

  it('names both versions where another one was handed over', async () => {
    const { borrower, lifecycle, stop } = await startBackend();
    // As a later release leaves it: the form that all releases have in common.
    const slot: unknown = Reflect.get(
      globalThis,
      Symbol.for('@hybrid-apps/backstage-plugin-hybrid-apps-node/slot'),
    );
    const versions: unknown =
      slot instanceof WeakMap ? slot.get(lifecycle) : undefined;
    if (!(versions instanceof Map)) {
      throw new Error('The slot has not the form that other releases know');
    }

    versions.set(7, { handedOver: false });
    await expect(borrower.get({ timeoutMs: 10 })).rejects.toThrow(
      'has not handed over its clusters',
    );
    versions.set(7, { handedOver: true });
    await expect(borrower.get({ timeoutMs: 10 })).rejects.toThrow(
      /handed over in version 7, and this copy of '@hybrid-apps\/backstage-plugin-hybrid-apps-node' takes version 1\./,
    );
    await stop();
  });
});
