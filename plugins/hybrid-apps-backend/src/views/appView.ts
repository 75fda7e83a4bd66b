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
import { keepLast, lastOf } from '../keepLast';
import { OwnerOf, Sight } from '../namespaces';
import { once } from '../once';
import {
  overlayIn,
  PeersPart,
  PeersQuestion,
  PolicyAnswers,
  Reader,
  readerAsOfNow,
} from '../policy';
import {
  Structure,
  structureSteps,
  summarizeApp,
  withPolicy,
  WorkloadNode,
  workloadsIn,
} from '../topology';
import { ofOneMoment } from '../unhurried';
import { Asked, createAsked, patiently, restAfter } from './asked';
import { withoutClusterScoped } from './clusterScoped';
import { entityFindings } from './entityFindings';
import { entityKnowledge } from './entityKnowledge';
import { createLayer, createReadings } from './layer';
import { ownKnowledge } from './ownKnowledge';
import { contentRevision } from './revision';
import { Said, unsaid } from './said';

/** The picture of an app, and what it is made of. */
export interface Drawn {
  /** What belongs to it, and the policies that apply to that. */
  readonly objects: readonly Member[];
  readonly topology: Topology;
  /** What runs of it, each in one node. */
  readonly workloads: readonly WorkloadNode[];
  /** The list's line, but for what history knows. */
  readonly summary: Omit<AppSummary, 'changedAt'>;
}

/** An app as it is now, for who may see some of it or all. */
export interface AppView {
  /** The clusters as they are shown. */
  readonly stores: readonly ClusterStore[];
  /** Whether its viewer may be told what an object says that is in no namespace. */
  readonly readsClusters: boolean;
  /** Whether something of it is where its viewer may not look. */
  readonly isCut: boolean;
  /** Whether neither it nor what it names is elsewhere than its viewer may look. */
  readonly isWhole: boolean;
  /** What belongs to it. */
  readonly members: AppMembers;
  /**
   * Its picture. Where it takes long to work out what policies say, it comes with
   * what they said before or with nothing of them, and tells so.
   */
  drawn(): Promise<Drawn>;
  /** @param reader - who is told; whatever the view shows, and all else, unless told */
  policy(reader?: Reader): Promise<PolicyStatus>;
  /** What one peer of that status stands for; undefined where it has no such peer. */
  policyPeers(
    question: PeersQuestion,
    reader?: Reader,
  ): Promise<PeersPart | undefined>;
}

/** How new what policies say must be, and how long somebody waits for it, in milliseconds. */
export interface Patience {
  restMs: number;
  /** Of policy statuses, and of what peers in them stand for, where these are cheap; see {@link restAfter}. */
  statusRestMs: number;
  waitMs: number;
}

/** A view, and whether it still holds. */
export interface KeptView {
  readonly view: AppView;
  /** The same, of which nothing is as it was a moment ago. */
  readonly current: AppView;
  /** Whether something changed that its structure was made of. Policy's layers look after themselves. */
  readonly isStale: boolean;
  /** Whether its structure was made in full, so that it can be given though it is stale. */
  readonly isDrawn: boolean;
  /** What policies said last, for the view that comes after this one. */
  readonly said: Said | undefined;
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
  policies: PolicyAnswers;
  patience: Patience;
  unlisted: () => readonly KindKnowledge[];
  ownerOf: OwnerOf;
  /** In milliseconds. */
  now: () => number;
  /** Gives each who waits for one a turn of the event loop. */
  turn: () => Promise<void>;
  /** That what policies say is known, which was given without. */
  onLate: () => void;
  onFailure: (app: AppEntities, error: unknown) => void;
}

/** Of one view: policy statuses that are kept for readers who may be told different things. */
const KEPT_POLICIES = 20;

/** And so many pages of what peers in them stand for. */
const KEPT_PEERS = 50;

/** Nothing of a moment ago, and all the time that it takes. */
const CURRENT: Patience = { restMs: 0, statusRestMs: 0, waitMs: Infinity };

/** An answer on policies that is new enough. */
const fresh = <T>(
  asked: Asked<T>,
  { restMs, statusRestMs }: Patience,
): Promise<T> =>
  asked.get(restAfter(asked.tookMs, { leastMs: statusRestMs, mostMs: restMs }));

/**
 * Layers, each made when it is first asked for: the structure, of the stores
 * alone; what policy lays over it; and the policy statuses.
 *
 * @param before - what policies said of the view that this one takes the place of
 * @param isKept - whether it is asked for again
 */
export function createAppView(
  { app, stores, all }: Source,
  shown: Shown,
  common: Common,
  { before, isKept }: { before?: Said; isKept: boolean },
): KeptView {
  const { policies, patience, unlisted, ownerOf, now } = common;
  const { entity } = app;
  const { sight } = shown;
  const readings = createReadings(isKept);
  const openShown = (own: readonly LiveStore[], by = readings) => {
    const read = own.map(by.open);
    return {
      stores: read.map(({ store }) => shown.of(store)),
      isStale: () => read.some(({ isStale }) => isStale),
      end: () => read.forEach(one => one.end()),
    };
  };

  // Of no cluster at all, it is told that there is none.
  const ofGaps = openShown(all);
  const gaps = [
    ...unlisted(),
    ...(all.length > 0 ? entityKnowledge(app, ofGaps.stores) : []),
  ];
  /** What is of the app, and all that its structure is made of, as of one moment. */
  function createGround(by = readings) {
    const { stores: own, isStale, end } = openShown(stores, by);
    const members = once(() => resolveApp(app, own));
    return {
      members,
      steps: () => structureSteps(members(), own),
      isStale,
      end,
    };
  }
  let ground = createGround();
  const resolved = () => ground.members();
  const within = (knowledge: readonly KindKnowledge[]) => [
    ...shown.hidden,
    ...ownKnowledge(knowledge, () => resolved().members),
  ];
  /** Of the clusters that something of it is on; the others have no say. */
  const presentOf = lastOf(({ members }: AppMembers) => {
    const names = new Set(members.map(({ cluster }) => cluster));
    return stores.filter(({ name }) => names.has(name));
  });
  const present = () => presentOf(resolved());
  const versionOf = (own: readonly LiveStore[]) => () =>
    own.map(policies.version).join(' ');

  const [owner] = ownersOf(app);
  const { title } = entity.metadata;
  const joinedOn = (structure: Structure) =>
    createLayer<Drawn, Said>({
      readings,
      stores,
      make: (noted, said) => {
        const overlay = overlayIn(noted, said.overlay);
        const graph = withPolicy(structure, overlay, noted.map(shown.of));
        const content = {
          ...(sight.readsClusters ? graph : withoutClusterScoped(graph)),
          knowledge: within([...gaps, ...graph.knowledge, ...said.knowledge]),
        };
        const topology = { ...content, revision: contentRevision(content) };
        return {
          objects: [...resolved().members, ...overlay.policies].filter(
            ({ object }) =>
              sight.readsClusters || object.metadata.namespace !== undefined,
          ),
          topology,
          workloads: workloadsIn(topology),
          summary: {
            entityRef: stringifyEntityRef(entity),
            name: entity.metadata.name,
            ...(title && { title }),
            ...(owner && { owner }),
            ...summarizeApp(topology),
          },
        };
      },
    });

  let isUnderWay = false;
  const built = createAsked({
    version: () => 'the only one',
    async ask() {
      isUnderWay = true;
      try {
        const structure = await ofOneMoment(
          () => {
            const { areKept } = readings;
            if (!areKept || ground.isStale()) {
              ground.end();
              ground = createGround(areKept ? readings : createReadings(true));
            }
            return ground.steps();
          },
          () => ground.isStale(),
        );
        return { structure, joined: joinedOn(structure) };
      } finally {
        isUnderWay = false;
        if (!readings.areKept) {
          ground.end();
        }
      }
    },
    now,
  });

  const overlay = createAsked({
    version: () => versionOf(present())(),
    ask: async (): Promise<Said> => {
      const { structure } = await built.get(0);
      return {
        overlay: await policies.overlay(resolved(), structure, stores),
        knowledge: [],
      };
    },
    now,
  });
  const nothingYet = once(() => unsaid(present(), 'late'));

  /** What policies say, or what is told in its place. */
  async function ask({ restMs, waitMs }: Patience): Promise<Said> {
    try {
      const asked = overlay.get(restMs);
      const inTime = await patiently(asked, waitMs);
      if (inTime) {
        return inTime;
      }
      // Whoever waits no more is told by a signal, also that it failed.
      asked.then(common.onLate, common.onLate);
      return overlay.last ?? before ?? nothingYet();
    } catch (error) {
      common.onFailure(app, error);
      return unsaid(present(), 'failed');
    }
  }
  async function drawn(wait: Patience): Promise<Drawn> {
    const { joined } = await built.get(0);
    const said = await ask(wait);
    if (!joined.has(said)) {
      await common.turn();
    }
    return joined(said);
  }

  const findings = createLayer({
    readings,
    stores,
    make: (noted, { members }: AppMembers) =>
      entityFindings(app, members, noted.map(shown.of), ownerOf),
  });
  const createStatus = (reader?: Reader) => ({
    asked: createAsked({
      version: versionOf(stores),
      ask: () => policies.status(resolved(), stores, reader),
      now,
    }),
    told: lastOf(
      (
        status: Omit<PolicyStatus, 'revision'>,
        own: PolicyStatus['findings'],
      ): PolicyStatus => {
        const content = {
          ...status,
          findings: [...own, ...status.findings],
          knowledge: within([...gaps, ...status.knowledge]),
        };
        return { ...content, revision: contentRevision(content) };
      },
    ),
  });
  /** By who may be told the same; asked again and again, it is not worked out again. */
  const statuses = keepLast<ReturnType<typeof createStatus>>(KEPT_POLICIES);
  // Who comes later by the same key is told no more than whoever came first could be.
  const asOfNow = (reader?: Reader) => {
    const frozen = reader && readerAsOfNow(reader, stores);
    return { reader: frozen, key: frozen?.key ?? '' };
  };
  async function policy(anybody: Reader | undefined, wait: Patience) {
    const { reader, key } = asOfNow(anybody);
    const { asked, told } = statuses(key, () => createStatus(reader));
    return told(await fresh(asked, wait), findings(resolved()));
  }
  const opened = keepLast<Asked<PeersPart | undefined>>(KEPT_PEERS);
  function policyPeers(
    question: PeersQuestion,
    anybody: Reader | undefined,
    wait: Patience,
  ) {
    const { reader, key } = asOfNow(anybody);
    const { of, workload, after, limit } = question;
    const asked = opened(
      JSON.stringify([key, of, workload, after, limit]),
      () =>
        createAsked({
          version: versionOf(stores),
          ask: () => policies.peers(resolved(), stores, question, reader),
          now,
        }),
    );
    return fresh(asked, wait);
  }

  const viewFor = (wait: Patience): AppView => ({
    stores: stores.map(shown.of),
    readsClusters: sight.readsClusters,
    isCut: shown.hidden.length > 0,
    isWhole: shown.isWhole,
    get members() {
      return resolved();
    },
    drawn: () => drawn(wait),
    policy: reader => policy(reader, wait),
    policyPeers: (question, reader) => policyPeers(question, reader, wait),
  });
  return {
    view: viewFor(patience),
    current: viewFor(CURRENT),
    get isStale() {
      // What is under way comes to what there is when it is done.
      return !isUnderWay && (ofGaps.isStale() || ground.isStale());
    },
    get isDrawn() {
      return built.last !== undefined;
    },
    get said() {
      return overlay.last ?? before;
    },
    end: readings.end,
  };
}
