import { CompoundEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import {
  HybridAppsRequestOptions,
  Tagged,
  HybridAppsApi,
} from './hybridAppsApi';
import { createJsonLines } from './jsonLines';
import { LogRow } from './types';

/** What the client needs of its surroundings. @public */
export interface HybridAppsClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
  /**
   * The caller's own tokens for clusters that take no other, by the auth
   * provider that the kubernetes plugin and `Cluster.authProvider` name: `google`,
   * `oidc.okta`. What is asked of apps and reachability brings them along.
   */
  clusterTokens?: () => Promise<Readonly<Record<string, string>>>;
}

type Query = Record<string, string | number | boolean | undefined>;

interface Call {
  method?: 'GET' | 'POST';
  path: string[];
  query?: Query;
  body?: unknown;
  etag?: string;
}

/** The first part of the paths whose answers tell of what is in clusters. */
const TAKES_CLUSTER_TOKENS = ['apps', 'modernization', 'reachability'];

function pathOf({ path, query = {} }: Call): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) {
      search.set(key, String(value));
    }
  }
  const text = path.map(encodeURIComponent).join('/');
  return search.size > 0 ? `/v1/${text}?${search}` : `/v1/${text}`;
}

const appPath = (
  { kind, namespace, name }: CompoundEntityRef,
  ...rest: string[]
) => ['apps', kind.toLocaleLowerCase('en-US'), namespace, name, ...rest];

async function* rowsOf(response: Response): AsyncGenerator<LogRow[], void> {
  const rows = createJsonLines<LogRow>(line => JSON.parse(line));
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done || !value) {
        return;
      }
      yield rows.push(value);
    }
  } finally {
    // Nobody waits for it: who leaves is not held up by a connection that broke.
    reader?.cancel().catch(() => {});
  }
}

/**
 * The hybrid-apps API over HTTP, for the portal and for other backends alike.
 *
 * @public
 */
export function createHybridAppsClient({
  discoveryApi,
  fetchApi,
  clusterTokens,
}: HybridAppsClientOptions): HybridAppsApi {
  /** The headers in which the kubernetes plugin's proxy takes users' tokens too. */
  async function tokenHeaders({ path }: Call): Promise<Record<string, string>> {
    if (!clusterTokens || !TAKES_CLUSTER_TOKENS.includes(path[0])) {
      return {};
    }
    return Object.fromEntries(
      Object.entries(await clusterTokens()).map(([provider, token]) => [
        `Backstage-Kubernetes-Authorization-${provider.replace('.', '-')}`,
        token,
      ]),
    );
  }

  async function send(
    call: Call,
    { token, signal }: HybridAppsRequestOptions = {},
  ): Promise<Response> {
    const base = await discoveryApi.getBaseUrl('hybrid-apps');
    const response = await fetchApi.fetch(`${base}${pathOf(call)}`, {
      method: call.method ?? 'GET',
      signal,
      headers: {
        // Of errors; a stream of rows is what its route has.
        Accept: 'application/json',
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(await tokenHeaders(call)),
        ...(call.etag && { 'If-None-Match': call.etag }),
        ...(call.body !== undefined && { 'Content-Type': 'application/json' }),
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
    });
    if (!response.ok && response.status !== 304) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  // The backend's answers are held to the OpenAPI document by its own tests,
  // so this is the one place that takes them at their word.
  const ask = async <T>(
    call: Call,
    options?: HybridAppsRequestOptions,
  ): Promise<T> => (await send(call, options)).json();

  async function askTagged<T>(
    call: Call,
    options?: HybridAppsRequestOptions & { etag?: string },
  ): Promise<Tagged<T> | undefined> {
    const response = await send({ ...call, etag: options?.etag }, options);
    if (response.status === 304) {
      return undefined;
    }
    return {
      value: await response.json(),
      etag: response.headers.get('ETag') ?? undefined,
    };
  }

  return {
    listApps: (query, options) => ask({ path: ['apps'], query }, options),
    getTopology: (app, options) =>
      askTagged({ path: appPath(app, 'topology') }, options),
    getObject: (app, id, options) =>
      ask({ path: appPath(app, 'object'), query: { id } }, options),
    queryActs: (app, ids, options) =>
      ask(
        { method: 'POST', path: appPath(app, 'acts', 'query'), body: { ids } },
        options,
      ),
    performAct: (app, body, options) =>
      ask({ method: 'POST', path: appPath(app, 'acts'), body }, options),
    listActs: (app, query, options) =>
      ask({ path: appPath(app, 'acts'), query }, options),
    queryPlan: (app, body, options) =>
      ask(
        { method: 'POST', path: appPath(app, 'plans', 'query'), body },
        options,
      ),
    startPlan: (app, body, options) =>
      ask({ method: 'POST', path: appPath(app, 'plans'), body }, options),
    listPlans: (app, options) => ask({ path: appPath(app, 'plans') }, options),
    cancelPlan: (app, id, options) =>
      ask(
        { method: 'POST', path: appPath(app, 'plans', 'cancel'), body: { id } },
        options,
      ),
    readLogs: async (app, query, options) =>
      rowsOf(await send({ path: appPath(app, 'logs'), query }, options)),
    getPolicyStatus: (app, options) =>
      askTagged({ path: appPath(app, 'policy') }, options),
    listPolicyPeers: (app, query, options) =>
      ask({ path: appPath(app, 'policy', 'peers'), query }, options),
    traceRequest: (app, to, options) =>
      ask({ path: appPath(app, 'trace'), query: { to } }, options),
    previewPolicy: (app, body, options) =>
      ask(
        { method: 'POST', path: appPath(app, 'policy', 'preview'), body },
        options,
      ),
    openConsole: (app, body, options) =>
      ask({ method: 'POST', path: appPath(app, 'consoles'), body }, options),
    listConsoles: options => ask({ path: ['consoles'] }, options),
    endConsole: async (id, options) => {
      await send(
        { method: 'POST', path: ['consoles', 'end'], body: { id } },
        options,
      );
    },
    getHistory: (app, query, options) =>
      ask({ path: appPath(app, 'history'), query }, options),
    getMetrics: (app, query, options) =>
      ask({ path: appPath(app, 'metrics'), query }, options),
    listEvents: (app, query, options) =>
      ask({ path: appPath(app, 'events'), query }, options),
    listManagers: (app, id, options) =>
      ask({ path: appPath(app, 'managers'), query: { id } }, options),
    getAppModernization: (app, options) =>
      askTagged({ path: appPath(app, 'modernization') }, options),
    listModernization: (query, options) =>
      ask({ path: ['modernization'], query }, options),
    checkReachability: (body, options) =>
      ask({ method: 'POST', path: ['reachability'], body }, options),
    listClusters: options => ask({ path: ['clusters'] }, options),
    getCluster: (cluster, options) =>
      ask({ path: ['clusters', cluster] }, options),
    listNamespaces: (cluster, options) =>
      ask({ path: ['clusters', cluster, 'namespaces'] }, options),
    applyManifests: (cluster, body, options) =>
      ask(
        { method: 'POST', path: ['clusters', cluster, 'apply'], body },
        options,
      ),
    checkReadiness: (cluster, objects, options) =>
      ask(
        {
          method: 'POST',
          path: ['clusters', cluster, 'readiness'],
          body: { objects },
        },
        options,
      ),
    listOpenTasks: options => ask({ path: ['tasks'] }, options),
    undoApply: (body, options) =>
      ask({ method: 'POST', path: ['tasks', 'undo'], body }, options),
    closeTask: async (body, options) => {
      await send({ method: 'POST', path: ['tasks', 'close'], body }, options);
    },
    listDiscoveredApps: options => ask({ path: ['discovered-apps'] }, options),
  };
}
