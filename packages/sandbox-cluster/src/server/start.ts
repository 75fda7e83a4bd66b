import { once } from 'events';
import { Server } from 'http';
import { ApiContext } from '../api';
import { Clock, Reconciler } from '../controllers/types';
import { createConsoleLines } from '../consoles';
import { realClock } from '../controllers/clock';
import {
  reconcilers as allControllers,
  startControllers,
} from '../controllers';
import { createFaults, createFaultState, Faults } from '../faults';
import { extensionObjects, kinds } from '../kinds';
import { KubeObject } from '../objects';
import {
  createAccountTokens,
  createTokens,
  requireAllowed,
  readerObjects,
  userOf,
  users,
  UserName,
} from '../rbac';
import { createStore, Store } from '../store';
import { requireValid } from '../validation';
import { answerFaults } from './faultsApi';
import { answerMetrics } from './prometheusApi';
import { kubeconfigOf } from './kubeconfig';
import { createWebServer, serve } from './listener';
import { createStreams } from './streams';
import { createCertificate } from './tls';

/**
 * How to start a sandbox cluster.
 *
 * @public
 */
export interface SandboxClusterOptions {
  /** As kubeconfigs and logs name it. */
  name: string;
  /** What is there from the start, in any order; missing namespaces are created. */
  objects?: KubeObject[];
  /** API groups that this cluster does not serve, such as `projectcalico.org`. */
  without?: string[];
  /** Whether Deployments, VirtualMachines and so on come to life; or just these reconcilers. */
  controllers?: boolean | Reconciler[];
  /** Drives controllers and timestamps; the real one by default. */
  clock?: Clock;
  /** On 127.0.0.1; 0, the default, takes a free one. */
  port?: number;
  /** HTTPS with a certificate of its own (the default); kubectl sends no token without. */
  tls?: boolean;
  /** Where the user `reader` may read. `default` if left out. */
  readerNamespace?: string;
  /** Told of a controller that fails. By default, a warning of the process. */
  onError?: (error: Error) => void;
}

/**
 * A sandbox cluster that runs.
 *
 * @public
 */
export interface SandboxCluster {
  readonly name: string;
  readonly url: string;
  /** The certificate in PEM, as base64; none over plain HTTP. */
  readonly caData: string | undefined;
  /** Bearer tokens: all rights, reading in one namespace, and none. */
  readonly tokens: Readonly<Record<UserName, string>>;
  readonly store: Store;
  readonly faults: Faults;
  /** How many consoles are open: serial ports, screens and shells. */
  readonly openConsoles: number;
  /** A kubeconfig (YAML) with one context. */
  kubeconfig(options?: { user?: UserName; namespace?: string }): string;
  /** Ends controllers, watches and the server. */
  stop(): Promise<void>;
}

const STANDARD_NAMESPACES = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
].map(name => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
}));

/**
 * Starts a Kubernetes API in memory, on a port of this machine.
 *
 * It serves development, demos and tests, and is no substitute for a cluster:
 * nothing runs in it, and it is gone with the process.
 *
 * @throws when the port cannot be used: the error names it, and its cause is
 *   the socket's own (such as `EADDRINUSE`)
 * @public
 */
export async function startSandboxCluster(
  options: SandboxClusterOptions,
): Promise<SandboxCluster> {
  const { name, clock = realClock, controllers = false, tls = true } = options;
  const store = createStore({
    clock,
    kubelet: Boolean(controllers),
    validate: requireValid,
  });
  const faultState = createFaultState(options.without);
  store.seed([
    ...STANDARD_NAMESPACES,
    ...readerObjects(users.reader.name, options.readerNamespace ?? 'default'),
    ...extensionObjects(kinds.filter(def => !faultState.isAbsent(def))),
    ...(options.objects ?? []),
  ]);

  const tokens = createTokens();
  const accountTokens = createAccountTokens(
    () => clock.now(),
    ({ namespace, name: account, uid }) =>
      store.get({ group: '', kind: 'ServiceAccount', namespace, name: account })
        ?.metadata.uid === uid,
  );
  const streams = createStreams();
  const consoles = createConsoleLines();
  const context: ApiContext = {
    name,
    store,
    clock,
    faults: faultState,
    streams,
    consoles,
    accountTokens,
    authorize: (user, attributes) => requireAllowed(store, user, attributes),
  };
  const certificate = tls ? await createCertificate(name) : undefined;
  const server = createWebServer(certificate);
  const faults = createFaults(faultState, {
    cutWatches: streams.cut,
    cutConsoles: () => consoles.cut(),
    compact: store.compact,
    dropConnections() {
      consoles.cut();
      server.closeAllConnections();
    },
    renewAll: store.renewAll,
  });
  serve(server, {
    context,
    faults: faultState,
    authenticate: token => userOf(tokens, token) ?? accountTokens.userOf(token),
    own: request =>
      answerFaults(faults, faultState, request) ??
      answerMetrics(context, request),
  });

  const port = await listen(server, name, options.port ?? 0);
  const stopControllers =
    controllers === false
      ? () => {}
      : startControllers(store, {
          clock,
          reconcilers: controllers === true ? allControllers() : controllers,
          onError: options.onError ?? (error => process.emitWarning(error)),
        });

  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  const caData =
    certificate && Buffer.from(certificate.cert).toString('base64');
  return {
    name,
    url,
    caData,
    tokens,
    store,
    faults,
    get openConsoles() {
      return consoles.size;
    },
    kubeconfig: ({ user = 'admin', namespace } = {}) =>
      kubeconfigOf([
        {
          cluster: name,
          server: url,
          caData,
          user,
          token: tokens[user],
          namespace,
        },
      ]),
    async stop() {
      stopControllers();
      const closed = once(server, 'close');
      server.close();
      consoles.cut();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** @returns the port that it listens on */
async function listen(
  server: Server,
  name: string,
  port: number,
): Promise<number> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    throw new Error(
      `Sandbox cluster ${name}: port ${port} of 127.0.0.1 cannot be used (${error}).`,
      { cause: error },
    );
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}
