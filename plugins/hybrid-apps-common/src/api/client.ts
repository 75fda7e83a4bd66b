import { CompoundEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { createJsonLines } from './jsonLines';
import { operations } from './openapi.generated';
import {
  ActDone,
  AppHours,
  AppMetrics,
  AppEvents,
  AppSummary,
  AppTotals,
  ApplyRequest,
  ApplyResult,
  Cluster,
  ClusterDetails,
  ConnectionChange,
  ConsoleRequest,
  ConsoleTicket,
  CreatedObject,
  DiscoveredApp,
  FieldManagers,
  HistoryEntry,
  KindKnowledge,
  LeftOutApp,
  LogRow,
  MetricsRange,
  Modernization,
  ModernizationPage,
  ObjectActs,
  ObjectDetails,
  OpenConsole,
  OpenTask,
  Plan,
  PlanPreview,
  PolicyPeers,
  PolicyStatus,
  Reachability,
  ReachabilityQuery,
  Readiness,
  Topology,
  Trace,
} from './types';

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

/**
 * How one request is made: on whose behalf (in a backend; in the portal the
 * fetch API knows), and until when.
 *
 * @public
 */
export interface HybridAppsRequestOptions {
  token?: string;
  signal?: AbortSignal;
}

/** An answer and the ETag to ask again with. @public */
export interface Tagged<T> {
  value: T;
  etag?: string;
}

/** @public */
export type ListAppsQuery = NonNullable<
  operations['listApps']['parameters']['query']
>;
/** @public */
export type ListActsQuery = NonNullable<
  operations['listActs']['parameters']['query']
>;
/** @public */
export type GetHistoryQuery = NonNullable<
  operations['getHistory']['parameters']['query']
>;
/** @public */
export type ListEventsQuery = NonNullable<
  operations['listEvents']['parameters']['query']
>;
/** @public */
export type ReadLogsQuery = operations['readLogs']['parameters']['query'];
/** @public */
export type PerformActRequest =
  operations['performAct']['requestBody']['content']['application/json'];
/** @public */
export type QueryPlanRequest =
  operations['queryPlan']['requestBody']['content']['application/json'];
/** @public */
export type StartPlanRequest =
  operations['startPlan']['requestBody']['content']['application/json'];
/** @public */
export type PreviewPolicyRequest =
  operations['previewPolicy']['requestBody']['content']['application/json'];
/** @public */
export type ListPolicyPeersQuery =
  operations['listPolicyPeers']['parameters']['query'];
/** What became of each object that was to be deleted. @public */
export type UndoResult =
  operations['undoApply']['responses']['200']['content']['application/json'];

/**
 * The hybrid-apps API. Every call rejects with a `ResponseError` of
 * `@backstage/errors` where the backend refuses or fails.
 *
 * @public
 */
export interface HybridAppsApi {
  listApps(
    query?: ListAppsQuery,
    options?: HybridAppsRequestOptions,
  ): Promise<{
    items: AppSummary[];
    totals: AppTotals;
    knowledge: KindKnowledge[];
    nextCursor?: string;
  }>;
  /** Gives undefined where nothing changed since the answer tagged `etag`. */
  getTopology(
    app: CompoundEntityRef,
    options?: HybridAppsRequestOptions & { etag?: string },
  ): Promise<Tagged<Topology> | undefined>;
  getObject(
    app: CompoundEntityRef,
    id: string,
    options?: HybridAppsRequestOptions,
  ): Promise<ObjectDetails>;
  /** What can be done to objects of an app, 100 at most. */
  queryActs(
    app: CompoundEntityRef,
    ids: readonly string[],
    options?: HybridAppsRequestOptions,
  ): Promise<{ items: ObjectActs[] }>;
  /**
   * Does something to an object, and answers once the cluster took or refused it.
   */
  performAct(
    app: CompoundEntityRef,
    request: PerformActRequest,
    options?: HybridAppsRequestOptions,
  ): Promise<ActDone>;
  /** What was done to objects of an app, the newest first; or one act, by its id. */
  listActs(
    app: CompoundEntityRef,
    query?: ListActsQuery,
    options?: HybridAppsRequestOptions,
  ): Promise<{ items: ActDone[] }>;
  /** What would be done to stop or start the app as a whole. */
  queryPlan(
    app: CompoundEntityRef,
    request: QueryPlanRequest,
    options?: HybridAppsRequestOptions,
  ): Promise<PlanPreview>;
  /** Stops or starts the app; `listPlans` tells how it goes on. */
  startPlan(
    app: CompoundEntityRef,
    request: StartPlanRequest,
    options?: HybridAppsRequestOptions,
  ): Promise<Plan>;
  /** The last plans of an app, the newest first, and the hours in which it is to run. */
  listPlans(
    app: CompoundEntityRef,
    options?: HybridAppsRequestOptions,
  ): Promise<{ items: Plan[]; hours?: AppHours }>;
  /** Has a plan begin nothing more. */
  cancelPlan(
    app: CompoundEntityRef,
    id: string,
    options?: HybridAppsRequestOptions,
  ): Promise<Plan>;
  /**
   * What the Pods of an object write, some rows at a time. No more is read than
   * is taken; leaving the loop, or `signal`, ends it.
   */
  readLogs(
    app: CompoundEntityRef,
    query: ReadLogsQuery,
    options?: HybridAppsRequestOptions,
  ): Promise<AsyncGenerator<LogRow[], void>>;
  /** Gives undefined where nothing changed since the answer tagged `etag`. */
  getPolicyStatus(
    app: CompoundEntityRef,
    options?: HybridAppsRequestOptions & { etag?: string },
  ): Promise<Tagged<PolicyStatus> | undefined>;
  /** One page of what a peer of the policy status stands for. */
  listPolicyPeers(
    app: CompoundEntityRef,
    query: ListPolicyPeersQuery,
    options?: HybridAppsRequestOptions,
  ): Promise<PolicyPeers>;
  /**
   * The ways of a request.
   *
   * @param to - a URL, a host or an address, or the id of an object of the app
   */
  traceRequest(
    app: CompoundEntityRef,
    to: string,
    options?: HybridAppsRequestOptions,
  ): Promise<Trace>;
  previewPolicy(
    app: CompoundEntityRef,
    request: PreviewPolicyRequest,
    options?: HybridAppsRequestOptions,
  ): Promise<{ changes: ConnectionChange[]; omitted: number }>;
  /** A ticket for a console; see `CONSOLE_PROTOCOL`. */
  openConsole(
    app: CompoundEntityRef,
    request: ConsoleRequest,
    options?: HybridAppsRequestOptions,
  ): Promise<ConsoleTicket>;
  listConsoles(
    options?: HybridAppsRequestOptions,
  ): Promise<{ items: OpenConsole[] }>;
  endConsole(id: string, options?: HybridAppsRequestOptions): Promise<void>;
  getHistory(
    app: CompoundEntityRef,
    query?: GetHistoryQuery,
    options?: HybridAppsRequestOptions,
  ): Promise<{ items: HistoryEntry[]; nextCursor?: string }>;
  /** Of one object, or of each component. */
  getMetrics(
    app: CompoundEntityRef,
    query?: { id?: string; range?: MetricsRange },
    options?: HybridAppsRequestOptions,
  ): Promise<AppMetrics>;
  /** What the clusters say has happened to the app, or to one object of it. */
  listEvents(
    app: CompoundEntityRef,
    query?: ListEventsQuery,
    options?: HybridAppsRequestOptions,
  ): Promise<AppEvents>;
  /** Who manages which fields of an object, as its cluster says now. */
  listManagers(
    app: CompoundEntityRef,
    id: string,
    options?: HybridAppsRequestOptions,
  ): Promise<FieldManagers>;
  /** Gives undefined where nothing changed since the answer tagged `etag`. */
  getAppModernization(
    app: CompoundEntityRef,
    options?: HybridAppsRequestOptions & { etag?: string },
  ): Promise<Tagged<Modernization> | undefined>;
  listModernization(
    query?: { limit?: number; cursor?: string },
    options?: HybridAppsRequestOptions,
  ): Promise<ModernizationPage>;
  checkReachability(
    query: ReachabilityQuery,
    options?: HybridAppsRequestOptions,
  ): Promise<Reachability>;
  listClusters(
    options?: HybridAppsRequestOptions,
  ): Promise<{ items: Cluster[] }>;
  /** What a cluster is made of. */
  getCluster(
    cluster: string,
    options?: HybridAppsRequestOptions,
  ): Promise<ClusterDetails>;
  listNamespaces(
    cluster: string,
    options?: HybridAppsRequestOptions,
  ): Promise<{
    items: Array<{
      name: string;
      owner?: string;
      apps?: string[];
      provisionable: boolean;
    }>;
  }>;
  applyManifests(
    cluster: string,
    request: ApplyRequest,
    options?: HybridAppsRequestOptions,
  ): Promise<ApplyResult>;
  checkReadiness(
    cluster: string,
    objects: CreatedObject[],
    options?: HybridAppsRequestOptions,
  ): Promise<{ items: Readiness[] }>;
  /** For the scaffolder's own service alone. */
  listOpenTasks(
    options?: HybridAppsRequestOptions,
  ): Promise<{ items: OpenTask[] }>;
  undoApply(
    task: OpenTask,
    options?: HybridAppsRequestOptions,
  ): Promise<UndoResult>;
  /** For the scaffolder's own service alone. */
  closeTask(task: OpenTask, options?: HybridAppsRequestOptions): Promise<void>;
  listDiscoveredApps(options?: HybridAppsRequestOptions): Promise<{
    items: DiscoveredApp[];
    leftOut?: LeftOutApp[];
    ofUnknownOwner?: LeftOutApp[];
    knowledge: KindKnowledge[];
  }>;
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
