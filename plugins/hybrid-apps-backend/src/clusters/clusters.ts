import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, toError } from '@backstage/errors';
import {
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER,
  KubernetesRequestAuth,
} from '@backstage/plugin-kubernetes-common';
import { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  ClusterAccess,
  ClusterAccessService,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock, systemClock } from '../clock';
import { createLimiter } from '../limiter';
import { ClosableKubeClient, createKubeClient } from './client/kubeClient';
import { limitClient } from './client/limitedClient';
import { KubeClient, KubeSockets } from './client/types';
import { KindTable } from './kinds/kindTable';
import { LISTINGS, REQUESTS } from './limits';
import { ClusterSettings, DEFAULT_SETTINGS } from './settings';
import { createObjectStore } from './store/objectStore';
import { ClusterChange, Kinds, LiveStore, ServedKind } from './types';
import { ClusterState } from './watch/clusterState';
import { ClusterWatch, watchCluster } from './watch/clusterWatch';
import { listIntoStore } from './watch/userStore';

/** One cluster, as other rooms see it. What it says is always as of now. */
export interface ClusterHandle {
  readonly name: string;
  readonly title?: string;
  /** Empty where the state is `per-user`. */
  readonly store: LiveStore;
  /** Every kind that the cluster serves, each in its preferred version. */
  readonly served: readonly ServedKind[];
  /** Like `v1.36.2`. */
  readonly kubernetesVersion?: string;
  /**
   * `per-user`: the cluster takes nothing but each user's own token, so there
   * is no copy of it; see {@link ClusterHandle.listAs}.
   */
  readonly state: ClusterState['state'] | 'per-user';
  /** Since when the state is so; for `stale`, when the store was last in step. */
  readonly since?: string;
  readonly message?: string;
  /**
   * Speaks with the portal's own credential. So many requests at a time are made
   * for one caller, and for all.
   */
  clientFor(caller: string): KubeClient;
  /** With the same credential; consoles have limits of their own. */
  openSocket: KubeSockets['openSocket'];
  /**
   * Where the state is `per-user`: whose tokens the cluster takes, as the
   * kubernetes plugin names it, like `google` or `oidc.okta`.
   */
  readonly authProvider?: string;
  /**
   * Lists these namespaces (all where none are given), and all that has no
   * namespace, on the spot and with the user's own token. What fails is in the
   * store's knowledge.
   *
   * @throws TooManyRequestsError where the caller, or all callers, ask for more
   * of it than is done at a time.
   */
  listAs(
    caller: string,
    token: KubernetesRequestAuth,
    namespaces?: readonly string[],
  ): Promise<LiveStore>;
}

/** The clusters of the kubernetes plugin, watched. */
export interface Clusters {
  /** In the order of the kubernetes plugin. */
  list(): readonly ClusterHandle[];
  get(name: string): ClusterHandle | undefined;
  /** @throws NotFoundError that names the clusters there are. */
  require(name: string): ClusterHandle;
  /** Why the list of clusters is not known, or not up to date. */
  readonly problem?: string;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (change: ClusterChange) => void): () => void;
  /**
   * Begins to watch, and from then on follows the list of clusters. It is done
   * once that list was read, or could not be; it does not wait for contents.
   */
  start(): Promise<void>;
  /** Looks at the list of clusters now. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

/** Auth providers of the kubernetes plugin that act as the user of the portal. */
const PER_USER_PROVIDERS = new Set(['aks', 'google', 'oidc']);

const providerOf = ({ authMetadata }: ClusterDetails) =>
  authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER];

/** `oidc` has providers of its own. */
function tokenProviderOf(details: ClusterDetails): string {
  const provider = providerOf(details);
  const oidc = details.authMetadata[ANNOTATION_KUBERNETES_OIDC_TOKEN_PROVIDER];
  return provider === 'oidc' && oidc ? `oidc.${oidc}` : provider;
}

/** A store of a cluster that says why it is empty. */
const emptyStore = (
  kinds: Kinds,
  cluster: string,
  now: Date,
  state: KindKnowledge['state'],
  message: string,
): LiveStore =>
  createObjectStore({
    name: cluster,
    kinds,
    knowledge: () => [
      { cluster, kind: '*', state, since: now.toISOString(), message },
    ],
  });

/** A cluster under watch, or one that is asked per user. */
interface Entry {
  handle: ClusterHandle;
  client: ClosableKubeClient;
  watch?: ClusterWatch;
  details: ClusterDetails;
}

/** Whether what was learnt of a cluster holds for its new details. */
function isSameCluster(a: ClusterDetails, b: ClusterDetails): boolean {
  return a.url === b.url && providerOf(a) === providerOf(b);
}

/**
 * Watches every cluster of the kubernetes plugin; see {@link Clusters.start}.
 */
export function createClusters(options: {
  kinds: KindTable;
  access: Pick<ClusterAccessService, 'get'>;
  auth: AuthService;
  logger: LoggerService;
  settings?: Partial<ClusterSettings>;
  clock?: Clock;
}): Clusters {
  const { auth, kinds, logger, clock = systemClock } = options;
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const listeners = new Set<(change: ClusterChange) => void>();
  const entries = new Map<string, Entry>();
  const stopped = new AbortController();
  let problem: string | undefined;
  let following: Promise<void> | undefined;
  /** Refreshes run one after the other. */
  let refreshing: Promise<void> = Promise.resolve();

  function tell(change: ClusterChange) {
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (error) {
        logger.error(
          `A listener failed on a change of cluster '${change.cluster}'`,
          toError(error),
        );
      }
    }
  }

  function open(access: ClusterAccess, details: ClusterDetails): Entry {
    const { name } = details;
    const current = () => entries.get(name)?.details ?? details;
    const clientWith = (token?: KubernetesRequestAuth) =>
      createKubeClient({
        cluster: current,
        credential: cluster => access.getCredential(cluster, token),
      });
    const client = clientWith();
    const requests = createLimiter(REQUESTS);
    const listings = createLimiter(LISTINGS);
    const clientFor: ClusterHandle['clientFor'] = caller =>
      limitClient(client, requests, caller);

    const list = async (
      caller: string,
      token: KubernetesRequestAuth,
      namespaces?: readonly string[],
    ) => {
      const own = clientWith(token);
      try {
        return await listIntoStore({
          client: limitClient(own, requests, caller),
          kinds,
          settings,
          clock,
          namespaces,
        });
      } catch (error) {
        return emptyStore(
          kinds,
          name,
          clock(),
          'unreachable',
          toError(error).message,
        );
      } finally {
        await own.close();
      }
    };
    const listAs: ClusterHandle['listAs'] = (caller, token, namespaces) =>
      listings.run(caller, () => list(caller, token, namespaces));

    if (PER_USER_PROVIDERS.has(providerOf(details))) {
      const authProvider = tokenProviderOf(details);
      const message = `Cluster '${name}' takes each user's own token (${authProvider}), so the portal keeps no copy of it: it is read for each request that brings one.`;
      const store = emptyStore(kinds, name, clock(), 'forbidden', message);
      return {
        details,
        client,
        handle: {
          name,
          get title() {
            return current().title;
          },
          store,
          served: [],
          state: 'per-user',
          message,
          clientFor,
          openSocket: client.openSocket,
          authProvider,
          listAs,
        },
      };
    }

    const watch = watchCluster({
      client,
      kinds,
      settings,
      logger,
      clock,
      onChange: tell,
    });
    return {
      details,
      client,
      watch,
      handle: {
        name,
        get title() {
          return current().title;
        },
        store: watch.store,
        get served() {
          return watch.served;
        },
        get kubernetesVersion() {
          return watch.kubernetesVersion;
        },
        get state() {
          return watch.state.state;
        },
        get since() {
          return watch.state.since;
        },
        get message() {
          return watch.state.message;
        },
        clientFor,
        openSocket: client.openSocket,
        listAs,
      },
    };
  }

  async function close({ watch, client }: Entry): Promise<void> {
    await watch?.stop();
    await client.close();
  }

  async function readClusters(): Promise<void> {
    const access = await options.access.get();
    const all = await access.getClusters({
      credentials: await auth.getOwnServiceCredentials(),
    });
    if (stopped.signal.aborted) {
      return;
    }
    const before = new Map(entries);
    entries.clear();
    for (const details of all) {
      const known = before.get(details.name);
      if (entries.has(details.name)) {
        logger.warn(
          `The kubernetes plugin has two clusters named '${details.name}'; only the first is used`,
        );
      } else if (known && isSameCluster(known.details, details)) {
        before.delete(details.name);
        entries.set(details.name, { ...known, details });
      } else {
        entries.set(details.name, open(access, details));
      }
    }
    await Promise.all(
      [...before.values()].map(async gone => {
        await close(gone);
        const { name, store } = gone.handle;
        tell({ cluster: name, revision: store.revision, objects: [] });
      }),
    );
  }

  function refresh(): Promise<void> {
    const next = refreshing.then(async () => {
      try {
        await readClusters();
        problem = undefined;
      } catch (error) {
        const { message } = toError(error);
        if (message !== problem) {
          logger.warn(`The list of clusters is not known: ${message}`);
        }
        problem = message;
      }
    });
    refreshing = next;
    return next;
  }

  async function follow(): Promise<void> {
    const { signal } = stopped;
    while (!signal.aborted) {
      await sleep(settings.refreshMs, undefined, { signal }).catch(() => {});
      if (!signal.aborted) {
        await refresh();
      }
    }
  }

  const get = (name: string) => entries.get(name)?.handle;

  return {
    list: () => [...entries.values()].map(({ handle }) => handle),
    get,
    require(name) {
      const handle = get(name);
      if (handle) {
        return handle;
      }
      // Which there are is not for all who may ask for one.
      const wayOut = 'Ask who may read clusters what there is.';
      throw new NotFoundError(
        `No cluster is named '${name}'. ${problem ?? wayOut}`,
      );
    },
    get problem() {
      return problem;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      await refresh();
      following ??= follow();
    },
    refresh,
    async stop() {
      stopped.abort();
      await refreshing;
      await following;
      await Promise.all([...entries.values()].map(close));
    },
  };
}
