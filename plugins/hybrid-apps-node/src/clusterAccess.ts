import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  AuthenticationStrategy,
  KubernetesClustersSupplier,
} from '@backstage/plugin-kubernetes-node';
import { ClusterAccess } from './types';
import { handoverOf } from './handover';

/**
 * Where the module of the kubernetes plugin hands over its cluster supplier
 * and auth strategies, and where other plugins of the same process get them.
 *
 * @public
 */
export interface ClusterAccessService {
  /** The first source is the one that counts. */
  provide(source: {
    clusterSupplier: KubernetesClustersSupplier;
    authStrategy: AuthenticationStrategy;
  }): void;
  /**
   * Waits for the kubernetes plugin, at most `timeoutMs` (10 seconds unless
   * told).
   *
   * @throws ServiceUnavailableError where the module
   * `kubernetes-backend-module-hybrid-apps` or the `kubernetes` section of
   * app-config is missing.
   */
  get(options?: { timeoutMs?: number }): Promise<ClusterAccess>;
}

const DEFAULT_TIMEOUT_MS = 10_000;

function nothingHandedOver(taken: number, given: number[]): Error {
  return new ServiceUnavailableError(
    given.length > 0
      ? `The kubernetes plugin's clusters were handed over in version ${given.join(
          ', ',
        )}, and this copy of '@hybrid-apps/backstage-plugin-hybrid-apps-node' takes version ${taken}. ` +
        'Install the @hybrid-apps packages of the backend in one release.'
      : 'The kubernetes plugin has not handed over its clusters. ' +
        'Where the backend has just started, it is about to, and is asked again. ' +
        "Otherwise add '@hybrid-apps/backstage-plugin-kubernetes-backend-module-hybrid-apps' and " +
        "'@backstage/plugin-kubernetes-backend' to the backend, and a 'kubernetes' section to app-config. " +
        'If they are there, look for errors of the kubernetes plugin in the log, and whether ' +
        "'@hybrid-apps/backstage-plugin-hybrid-apps-node' is installed twice, in different releases.",
  );
}

function createClusterAccessService(
  backend: RootLifecycleService,
): ClusterAccessService {
  const handover = handoverOf(backend);
  return {
    provide({ clusterSupplier, authStrategy }) {
      handover.provide({
        getClusters: options => clusterSupplier.getClusters(options),
        getCredential: (cluster, userToken = {}) =>
          authStrategy.getCredential(cluster, userToken),
      });
    },
    async get({ timeoutMs = DEFAULT_TIMEOUT_MS } = {}) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () =>
            reject(
              nothingHandedOver(handover.version, handover.otherVersions()),
            ),
          timeoutMs,
        );
      });
      try {
        return await Promise.race([handover.access, late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/**
 * The one {@link ClusterAccessService} of a backend process, also where this
 * package is installed more than once.
 *
 * @public
 */
export const clusterAccessServiceRef = createServiceRef<ClusterAccessService>({
  id: 'hybrid-apps.cluster-access',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { backend: coreServices.rootLifecycle },
      factory: ({ backend }) => createClusterAccessService(backend),
    }),
});
