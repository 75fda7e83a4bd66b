import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  AppSummary,
  KindKnowledge,
  KUBERNETES_ANNOTATIONS,
  PolicyStatus,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers, Member, resolveApp } from '../apps';
import { AppEntities, namedByAll, ownersOf } from '../catalog';
import { ClusterStore } from '../clusters';
import { OwnerOf } from '../namespaces';
import {
  createClusterPolicies,
  MayName,
  policyOverlay,
  policyStatus,
} from '../policy';
import { buildStructure, summarizeApp, withPolicy } from '../topology';
import { once } from '../once';
import { entityFindings } from './entityFindings';
import { entityKnowledge } from './entityKnowledge';
import { ownKnowledge } from './ownKnowledge';
import { contentRevision } from './revision';

/** An app as it is now. */
export interface AppView {
  readonly stores: readonly ClusterStore[];
  /** What belongs to it. */
  readonly members: AppMembers;
  /** The same, and the policies that apply to that. */
  readonly objects: readonly Member[];
  readonly topology: Topology;
  /** @param mayName - which workloads of other apps may be named; all unless told */
  policy(mayName?: MayName): PolicyStatus;
  /** The list's line, but for what history knows. */
  readonly summary: Omit<AppSummary, 'changedAt'>;
}

/** What a caller sees of clusters that take each user's own token, by their names. */
export type OwnStores = ReadonlyMap<string, ClusterStore>;

export interface AppViews {
  /** @param own - in place of the stores that are shared; such a view is not kept */
  of(app: AppEntities, own?: OwnStores): AppView;
  /** That the list of clusters itself is not known; nothing where it is. */
  unlisted(): KindKnowledge[];
  /** The engine's models of the clusters, shared by all apps. */
  readonly policies: ReturnType<typeof createClusterPolicies>;
}

/** Apps whose views are kept; the longest unseen one goes first. */
const KEPT_VIEWS = 1_000;

/** The clusters that an app may be on: those that its entities name, or all where one of them names none. */
function storesOf(
  app: AppEntities,
  stores: readonly ClusterStore[],
): readonly ClusterStore[] {
  const named = namedByAll(app, KUBERNETES_ANNOTATIONS.cluster);
  return named ? stores.filter(({ name }) => named.includes(name)) : stores;
}

/**
 * Views of apps, computed at most once for the same entities and the same
 * contents of the clusters' stores, however many viewers there are.
 */
export function createAppViews(source: {
  /** The stores of all clusters, as of now. */
  stores: () => readonly ClusterStore[];
  /** Why the list of clusters is not known, or not up to date. */
  problem: () => string | undefined;
  ownerOf: OwnerOf;
}): AppViews {
  const policies = createClusterPolicies();
  const views = new Map<
    string,
    { state: string; stores: readonly ClusterStore[]; view: AppView }
  >();

  function unlisted(): KindKnowledge[] {
    const all = { cluster: '*', kind: '*' };
    const message = source.problem();
    if (message !== undefined) {
      return [{ ...all, state: 'unreachable', message }];
    }
    // No answer must pass for an empty cluster, nor for the lack of any.
    return source.stores().length > 0
      ? []
      : [
          {
            ...all,
            state: 'syncing',
            message:
              'No cluster is known yet. Clusters are those of the kubernetes plugin (kubernetes.clusterLocatorMethods in app-config).',
          },
        ];
  }

  function compute(
    app: AppEntities,
    stores: readonly ClusterStore[],
    all: readonly ClusterStore[],
  ): AppView {
    const { entity } = app;
    // Of no cluster at all, it is told that there is none.
    const gaps = [
      ...unlisted(),
      ...(all.length > 0 ? entityKnowledge(app, all) : []),
    ];
    const resolved = once(() => resolveApp(app, stores));
    const within = (knowledge: readonly KindKnowledge[]) =>
      ownKnowledge(knowledge, () => resolved().members);
    const structure = once(() => buildStructure(resolved(), stores));
    const overlay = once(() =>
      policyOverlay(resolved(), structure(), stores, policies),
    );
    const topology = once(() => {
      const graph = withPolicy(structure(), overlay(), stores);
      const content = {
        ...graph,
        knowledge: within([...gaps, ...graph.knowledge]),
      };
      return { ...content, revision: contentRevision(content) };
    });
    const policyFor = (mayName?: MayName): PolicyStatus => {
      const status = policyStatus(resolved(), stores, policies, mayName);
      const content = {
        ...status,
        findings: [
          ...entityFindings(app, resolved().members, stores, source.ownerOf),
          ...status.findings,
        ],
        knowledge: within([...gaps, ...status.knowledge]),
      };
      return { ...content, revision: contentRevision(content) };
    };
    const wholePolicy = once(() => policyFor());
    const [owner] = ownersOf(app);
    const { title } = entity.metadata;
    const summary = once(() => ({
      entityRef: stringifyEntityRef(entity),
      name: entity.metadata.name,
      ...(title && { title }),
      ...(owner && { owner }),
      ...summarizeApp(topology()),
    }));
    return {
      stores,
      get members() {
        return resolved();
      },
      get objects() {
        return [...resolved().members, ...overlay().policies];
      },
      get topology() {
        return topology();
      },
      policy: mayName => (mayName ? policyFor(mayName) : wholePolicy()),
      get summary() {
        return summary();
      },
    };
  }

  return {
    unlisted,
    policies,
    of(app, own) {
      const shared = source.stores();
      if (own && own.size > 0) {
        const seen = shared.map(store => own.get(store.name) ?? store);
        return compute(app, storesOf(app, seen), seen);
      }
      const stores = storesOf(app, shared);
      const entities = [app.entity, ...app.parts];
      // Callers who see other parts of an app have a view of their own.
      const key = entities.map(entity => stringifyEntityRef(entity)).join(' ');
      const state = JSON.stringify([
        entities.map(({ metadata: { uid, etag } }) => [uid, etag]),
        stores.map(({ name, revision }) => [name, revision]),
        shared.map(({ name }) => name),
        source.problem(),
      ]);
      const hit = views.get(key);
      views.delete(key);
      if (
        hit?.state === state &&
        hit.stores.every((store, index) => store === stores[index])
      ) {
        views.set(key, hit);
        return hit.view;
      }
      const view = compute(app, stores, shared);
      views.set(key, { state, stores, view });
      const [oldest] = views.keys();
      if (views.size > KEPT_VIEWS) {
        views.delete(oldest);
      }
      return view;
    },
  };
}
