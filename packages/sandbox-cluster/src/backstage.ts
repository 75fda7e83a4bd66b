/**
 * The sandbox clusters inside a Backstage backend.
 *
 * @packageDocumentation
 */
import { resolve } from 'path';
import {
  coreServices,
  createBackendModule,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  ClusterDetails,
  kubernetesClusterSupplierExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import {
  isShipped,
  SandboxCluster,
  ShippedClusterSettings,
  shippedNames,
  startShippedClusters,
  stopClusters,
  titleOf,
  writeKubeconfig,
} from './server';

interface Settings {
  clusters: ShippedClusterSettings[];
  kubeconfig?: string;
}

/**
 * Starts the clusters that `sandboxCluster.clusters` names in this process, and
 * adds them to those of the kubernetes plugin. Without that setting it does
 * nothing. It is for development and demos: with `NODE_ENV=production` it
 * refuses to start, unless `sandboxCluster.allowInProduction` is set.
 *
 * @public
 */
const kubernetesModuleSandboxCluster = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'sandbox-cluster',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        suppliers: kubernetesClusterSupplierExtensionPoint,
      },
      async init({ config, lifecycle, logger, suppliers }) {
        const settings = readSettings(config);
        if (settings.clusters.length === 0) {
          return;
        }
        requireDevelopment(config);
        const sandboxes = await startShippedClusters(
          settings.clusters,
          (error, name) => logger.error(`${name}: ${error.message}`),
        );
        lifecycle.addShutdownHook(() => stopClusters(sandboxes));
        for (const { name, url } of sandboxes) {
          logger.info(
            `Sandbox cluster ${name} at ${url}: in memory, for development and demos, no substitute for a cluster`,
          );
        }
        if (settings.kubeconfig) {
          const file = resolve(settings.kubeconfig);
          writeKubeconfig(file, sandboxes);
          logger.info(`kubeconfig of the sandbox clusters: ${file}`);
        }
        const own = sandboxes.map(clusterDetails);
        suppliers.addClusterSupplier(async ({ getDefault }) => {
          const others = await getDefault();
          return {
            getClusters: async options => [
              ...own,
              ...(await others.getClusters(options)),
            ],
          };
        });
      },
    });
  },
});

export default kubernetesModuleSandboxCluster;

function readSettings(config: RootConfigService): Settings {
  const root = 'sandboxCluster.clusters';
  const clusters = config.getOptionalConfigArray(root) ?? [];
  return {
    kubeconfig: config.getOptionalString('sandboxCluster.kubeconfig'),
    clusters: clusters.map((cluster, i) => {
      const name = cluster.getString('name');
      if (!isShipped(name)) {
        throw new Error(
          `${root}[${i}].name: there is no sandbox cluster ${name}; there are ${shippedNames.join(
            ' and ',
          )}`,
        );
      }
      const manifests = cluster.getOptionalStringArray('manifests') ?? [];
      return {
        name,
        port: cluster.getOptionalNumber('port'),
        portSetting: `${root}[${i}].port in app-config`,
        manifests: manifests.map(path => resolve(path)),
      };
    }),
  };
}

function requireDevelopment(config: RootConfigService): void {
  const isAllowed =
    config.getOptionalBoolean('sandboxCluster.allowInProduction') ?? false;
  if (process.env.NODE_ENV === 'production' && !isAllowed) {
    throw new Error(
      'sandboxCluster.clusters is configured, and NODE_ENV is production. Sandbox clusters run nothing and forget ' +
        'everything: remove sandboxCluster from the configuration, or set sandboxCluster.allowInProduction for a demo.',
    );
  }
}

function clusterDetails({
  name,
  url,
  caData,
  tokens,
}: SandboxCluster): ClusterDetails {
  return {
    name,
    title: isShipped(name) ? titleOf(name) : name,
    url,
    caData,
    authMetadata: {
      'kubernetes.io/auth-provider': 'serviceAccount',
      // Where the kubernetes plugin's ServiceAccountStrategy looks for it.
      serviceAccountToken: tokens.admin,
    },
  };
}
