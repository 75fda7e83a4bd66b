import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  AppSummary,
  KindKnowledge,
  PolicyStatus,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers, Member, resolveApp } from '../apps';
import { AppEntities, ownersOf } from '../catalog';
import { ClusterStore, LiveStore } from '../clusters';
import { OwnerOf, Sight } from '../namespaces';
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
import { createLayer, createReadings } from './layer';
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

/** A view, and whether it still holds. */
export interface KeptView {
  readonly view: AppView;
  /** Whether something changed that its structure was made of. Policy's layers look after themselves. */
  readonly isStale: boolean;
  /** Whether its structure was made in full, so that it can be given though it is stale. */
  readonly isDrawn: boolean;
  /** Lets the stores forget it. */
  end(): void;
}

/** What an app is computed from. */
export interface Source {
  app: AppEntities;
  /** The clusters that it may be on. */
  stores: readonly LiveStore[];
  /** All clusters. */
  all: readonly LiveStore[];
}

/** How much of it is shown; policy is judged by all that there is, and told as far as it may be. */
export interface Shown {
  of(store: ClusterStore): ClusterStore;
  sight: Sight;
  hidden: readonly KindKnowledge[];
  isWhole: boolean;
}

/** What all views have in common. */
export interface Common {
  policies: ReturnType<typeof createClusterPolicies>;
  /** Of what policy says on a cluster. */
  versionOf: (store: ClusterStore) => number;
  unlisted: () => readonly KindKnowledge[];
  ownerOf: OwnerOf;
}

/** Of one view: policy statuses that are kept for readers who may be told different things. */
const KEPT_POLICIES = 20;

/**
 * Three layers, each made when it is first asked for: the structure, of the
 * stores alone; what policy lays over it; and the policy statuses.
 *
 * @param isKept - whether it is asked for again
 */
export function createAppView(
  { app, stores, all }: Source,
  shown: Shown,
  { policies, versionOf, unlisted, ownerOf }: Common,
  isKept: boolean,
): KeptView {
  const { entity } = app;
  const { sight } = shown;
  const readings = createReadings(isKept);
  const read = new Map(all.map(store => [store, readings.open(store)]));
  const readOf = (own: readonly LiveStore[]) =>
    own.flatMap(store => read.get(store)?.store ?? []).map(shown.of);
  const ofStructure = readOf(stores);

  // Of no cluster at all, it is told that there is none.
  const gaps = [
    ...unlisted(),
    ...(all.length > 0 ? entityKnowledge(app, readOf(all)) : []),
  ];
  const resolved = once(() => resolveApp(app, ofStructure));
  const within = (knowledge: readonly KindKnowledge[]) => [
    ...shown.hidden,
    ...ownKnowledge(knowledge, () => resolved().members),
  ];
  let isDrawn = false;
  const structure = once(() => {
    const built = buildStructure(resolved(), ofStructure);
    isDrawn = true;
    return built;
  });

  /** Policy's models are of all of a cluster; what is read beside them is noted. */
  const policiesWith = (noted: readonly ClusterStore[]) => {
    const live = new Map(noted.map((store, index) => [store, stores[index]]));
    return (store: ClusterStore) => ({
      ...policies(live.get(store) ?? store),
      store,
    });
  };
  /** Of the clusters that something of it is on; the others need no model. */
  const present = () => {
    const names = new Set(resolved().members.map(({ cluster }) => cluster));
    return stores.filter(({ name }) => names.has(name));
  };
  const versions = (own: readonly LiveStore[]) => own.map(versionOf).join(' ');

  const overlaid = createLayer({
    readings,
    stores,
    version: () => versions(present()),
    make: noted => {
      const overlay = policyOverlay(
        resolved(),
        structure(),
        noted,
        policiesWith(noted),
      );
      const graph = withPolicy(structure(), overlay, noted.map(shown.of));
      const content = {
        ...(sight.readsClusters ? graph : withoutClusterScoped(graph)),
        knowledge: within([...gaps, ...graph.knowledge]),
      };
      const topology = { ...content, revision: contentRevision(content) };
      return {
        objects: [...resolved().members, ...overlay.policies].filter(
          ({ object }) =>
            sight.readsClusters || object.metadata.namespace !== undefined,
        ),
        topology,
        summary: once(() => summarizeApp(topology)),
      };
    },
  });

  const statuses = createLayer({
    readings,
    stores,
    version: () => versions(stores),
    make: noted => {
      const own = policiesWith(noted);
      const statusFor = (reader?: Reader): PolicyStatus => {
        const status = policyStatus(resolved(), noted, own, reader);
        const content = {
          ...status,
          findings: [
            ...entityFindings(
              app,
              resolved().members,
              noted.map(shown.of),
              ownerOf,
            ),
            ...status.findings,
          ],
          knowledge: within([...gaps, ...status.knowledge]),
        };
        return { ...content, revision: contentRevision(content) };
      };
      /** By who may be told the same; asked again and again, it is not worked out again. */
      const told = keepLast<PolicyStatus>(KEPT_POLICIES);
      return {
        whole: once(() => statusFor()),
        to: (reader: Reader) =>
          told(readerKey(reader, stores.map(policies)), () =>
            statusFor(reader),
          ),
      };
    },
  });

  const [owner] = ownersOf(app);
  const { title } = entity.metadata;
  const view: AppView = {
    stores: stores.map(shown.of),
    isCut: shown.hidden.length > 0,
    isWhole: shown.isWhole,
    get members() {
      return resolved();
    },
    get objects() {
      return overlaid().objects;
    },
    get topology() {
      return overlaid().topology;
    },
    policy: reader => (reader ? statuses().to(reader) : statuses().whole()),
    get summary() {
      return {
        entityRef: stringifyEntityRef(entity),
        name: entity.metadata.name,
        ...(title && { title }),
        ...(owner && { owner }),
        ...overlaid().summary(),
      };
    },
  };
  return {
    view,
    get isStale() {
      return [...read.values()].some(({ isStale }) => isStale);
    },
    get isDrawn() {
      return isDrawn;
    },
    end: readings.end,
  };
}
