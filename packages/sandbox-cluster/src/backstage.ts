/**
 * The sandbox clusters inside a Backstage backend.
 *
 * @packageDocumentation
 */
import { resolve } from 'path';
import {
  coreServices,
  createBackendModule,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  ClusterDetails,
  kubernetesClusterSupplierExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import {
  isShipped,
  SandboxCluster,
  ShippedName,
  shippedNames,
  startShippedCluster,
  titleOf,
  writeKubeconfig,
} from './server';

interface Settings {
  clusters: Array<{
    name: ShippedName;
    port: number;
    portKey: string;
    manifests: string[];
  }>;
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
        const sandboxes = await startAll(settings, logger);
        lifecycle.addShutdownHook(() => stopAll(sandboxes));
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
      const portKey = `${root}[${i}].port`;
      const manifests = cluster.getOptionalStringArray('manifests') ?? [];
      return {
        name,
        port: cluster.getOptionalNumber('port') ?? 0,
        portKey,
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

/** Starts all of them, or none. */
async function startAll(
  { clusters }: Settings,
  logger: LoggerService,
): Promise<SandboxCluster[]> {
  const sandboxes: SandboxCluster[] = [];
  for (const { name, port, portKey, manifests } of clusters) {
    try {
      const onError = (error: Error) =>
        logger.error(`${name}: ${error.message}`);
      sandboxes.push(
        await startShippedCluster(name, { port, manifests, onError }),
      );
    } catch (error) {
      await stopAll(sandboxes);
      throw isPortTaken(error)
        ? new Error(`${error.message} Set another ${portKey} in app-config.`, {
            cause: error,
          })
        : error;
    }
  }
  for (const { name, url } of sandboxes) {
    logger.info(
      `Sandbox cluster ${name} at ${url}: in memory, for development and demos, no substitute for a cluster`,
    );
  }
  return sandboxes;
}

/** Whether another port would help: `startSandboxCluster` wraps what the socket said. */
function isPortTaken(error: unknown): error is Error {
  const cause = error instanceof Error ? error.cause : undefined;
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'code' in cause &&
    cause.code === 'EADDRINUSE'
  );
}

async function stopAll(sandboxes: SandboxCluster[]): Promise<void> {
  await Promise.all(sandboxes.map(sandbox => sandbox.stop()));
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
