import { CompoundEntityRef } from '@backstage/catalog-model';
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
