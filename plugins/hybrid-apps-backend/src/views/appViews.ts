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
import {
  EVERYTHING,
  IsOfCluster,
  OwnerOf,
  shownStore,
  Sight,
  sightWithin,
} from '../namespaces';
import {
  createClusterPolicies,
  policyOverlay,
  policyStatus,
  Reader,
  readerKey,
} from '../policy';
import { buildStructure, summarizeApp, withPolicy } from '../topology';
import { keepLast } from '../keepLast';
import { once } from '../once';
import { withoutClusterScoped } from './clusterScoped';
import { entityFindings } from './entityFindings';
import { entityKnowledge } from './entityKnowledge';
import { hiddenOf, reachOf } from './hidden';
import { ownKnowledge } from './ownKnowledge';
import { contentRevision } from './revision';

/** An app as it is now, for who may see some of it or all. */
export interface AppView {
  /** The clusters as they are shown. */
  readonly stores: readonly ClusterStore[];
  /** Whether something of it is where its viewer may not look. */
  readonly isCut: boolean;
  /** Whether neither it nor what it names is elsewhere than its viewer may look. */
  readonly isWhole: boolean;
  /** What belongs to it. */
  readonly members: AppMembers;
  /** The same, and the policies that apply to that. */
  readonly objects: readonly Member[];
  readonly topology: Topology;
  /** @param reader - who is told; whatever the view shows, and all else, unless told */
  policy(reader?: Reader): PolicyStatus;
  /** The list's line, but for what history knows. */
  readonly summary: Omit<AppSummary, 'changedAt'>;
}

/** What a caller sees of clusters that take each user's own token, by their names. */
export type OwnStores = ReadonlyMap<string, ClusterStore>;

export interface AppViews {
  /**
   * @param sight - what the viewer may see; everything unless told
   * @param own - in place of the stores that are shared; such a view is not kept
   */
  of(app: AppEntities, sight?: Sight, own?: OwnStores): AppView;
  /** That the list of clusters itself is not known; nothing where it is. */
  unlisted(): KindKnowledge[];
  /** The engine's models of the clusters, shared by all apps. */
  readonly policies: ReturnType<typeof createClusterPolicies>;
}

/** Apps whose views are kept; the longest unseen one goes first. */
const KEPT_VIEWS = 1_000;

/** Of one view: policy statuses that are kept for readers who may be told different things. */
const KEPT_POLICIES = 20;

/** The clusters that an app may be on: those that its entities name, or all where one of them names none. */
function storesOf(
  app: AppEntities,
  stores: readonly ClusterStore[],
): readonly ClusterStore[] {
  const named = namedByAll(app, KUBERNETES_ANNOTATIONS.cluster);
  return named ? stores.filter(({ name }) => named.includes(name)) : stores;
}

/** What an app is computed from. */
interface Source {
  app: AppEntities;
  /** The clusters that it may be on. */
  stores: readonly ClusterStore[];
  /** All clusters. */
  all: readonly ClusterStore[];
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
  /** The namespaces that tell of the whole cluster; all unless told. */
  isOfCluster?: IsOfCluster;
}): AppViews {
  const policies = createClusterPolicies(source.isOfCluster);
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

  /**
   * @param shown - the same clusters as they are shown; policy is judged by all
   * that there is, and told as far as it may be
   */
  function compute(
    { app, stores, all }: Source,
    shown: {
      stores: readonly ClusterStore[];
      all: readonly ClusterStore[];
      sight: Sight;
      hidden: readonly KindKnowledge[];
      isWhole: boolean;
    } = { stores, all, sight: EVERYTHING, hidden: [], isWhole: true },
  ): AppView {
    const { entity } = app;
    const { sight } = shown;
    // Of no cluster at all, it is told that there is none.
    const gaps = [
      ...unlisted(),
      ...(all.length > 0 ? entityKnowledge(app, shown.all) : []),
    ];
    const resolved = once(() => resolveApp(app, shown.stores));
    const within = (knowledge: readonly KindKnowledge[]) => [
      ...shown.hidden,
      ...ownKnowledge(knowledge, () => resolved().members),
    ];
    const structure = once(() => buildStructure(resolved(), shown.stores));
    const overlay = once(() =>
      policyOverlay(resolved(), structure(), stores, policies),
    );
    const topology = once(() => {
      const graph = withPolicy(structure(), overlay(), shown.stores);
      const content = {
        ...(sight.readsClusters ? graph : withoutClusterScoped(graph)),
        knowledge: within([...gaps, ...graph.knowledge]),
      };
      return { ...content, revision: contentRevision(content) };
    });
    const policyFor = (reader?: Reader): PolicyStatus => {
      const status = policyStatus(resolved(), stores, policies, reader);
      const content = {
        ...status,
        findings: [
          ...entityFindings(
            app,
            resolved().members,
            shown.stores,
            source.ownerOf,
          ),
          ...status.findings,
        ],
        knowledge: within([...gaps, ...status.knowledge]),
      };
      return { ...content, revision: contentRevision(content) };
    };
    const wholePolicy = once(() => policyFor());
    /** By who may be told the same; asked again and again, it is not worked out again. */
    const toldPolicies = keepLast<PolicyStatus>(KEPT_POLICIES);
    const policyTo = (reader: Reader) =>
      toldPolicies(readerKey(reader, stores.map(policies)), () =>
        policyFor(reader),
      );
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
      stores: shown.stores,
      isCut: shown.hidden.length > 0,
      isWhole: shown.isWhole,
      get members() {
        return resolved();
      },
      get objects() {
        return [...resolved().members, ...overlay().policies].filter(
          ({ object }) =>
            sight.readsClusters || object.metadata.namespace !== undefined,
        );
      },
      get topology() {
        return topology();
      },
      policy: reader => (reader ? policyTo(reader) : wholePolicy()),
      get summary() {
        return summary();
      },
    };
  }

  /** As much of an app as is seen: of the namespaces that it reaches into, and of nothing else. */
  function cut(
    from: Source,
    whole: AppView,
    sight: ReturnType<typeof sightWithin>,
  ) {
    const shownOf = (store: ClusterStore) =>
      shownStore(store, {
        sees: namespace => sight.sees(store.name, namespace),
        namespaces: sight.namespaces(store.name),
        readsClusters: sight.readsClusters,
      });
    return compute(from, {
      stores: from.stores.map(shownOf),
      all: from.all.map(shownOf),
      sight,
      hidden: hiddenOf(whole.members, sight),
      isWhole: reachOf(whole.members).every(
        ({ cluster, namespace }) =>
          namespace === '' || sight.sees(cluster, namespace),
      ),
    });
  }

  /** A view that is kept until what it is made of changes. */
  function kept(
    key: string,
    state: string,
    stores: readonly ClusterStore[],
    make: () => AppView,
  ): AppView {
    const hit = views.get(key);
    views.delete(key);
    const isCurrent =
      hit?.state === state &&
      hit.stores.every((store, index) => store === stores[index]);
    const entry = isCurrent ? hit : { state, stores, view: make() };
    views.set(key, entry);
    const [oldest] = views.keys();
    if (views.size > KEPT_VIEWS) {
      views.delete(oldest);
    }
    return entry.view;
  }

  return {
    unlisted,
    policies,
    of(app, sight = EVERYTHING, own) {
      const shared = source.stores();
      const isOwn = own !== undefined && own.size > 0;
      const all = isOwn
        ? shared.map(store => own.get(store.name) ?? store)
        : shared;
      const stores = storesOf(app, all);
      const from = { app, stores, all };
      const entities = [app.entity, ...app.parts];
      // Callers who see other parts of an app have a view of their own.
      const key = entities.map(entity => stringifyEntityRef(entity)).join(' ');
      const state = JSON.stringify([
        entities.map(({ metadata: { uid, etag } }) => [uid, etag]),
        stores.map(({ name, revision }) => [name, revision]),
        shared.map(({ name }) => name),
        source.problem(),
      ]);
      const keep = (name: string, make: () => AppView) =>
        isOwn ? make() : kept(name, state, stores, make);

      const whole = keep(key, () => compute(from));
      if (sight === EVERYTHING) {
        return whole;
      }
      const within = sightWithin(sight, reachOf(whole.members));
      return keep(`${key} ${within.key}`, () => cut(from, whole, within));
    },
  };
}
