import {
  PolicyStatus,
  Postures,
  ReachabilityQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers } from '../apps';
import { ClusterStore } from '../clusters';
import { IsOfCluster } from '../namespaces';
import { parseNodeId } from '../objects';
import { Structure } from '../topology';
import { acrossOf, joinAcross } from './across';
import { createClusterPolicies } from './clusterPolicy';
import { EntryWay } from './entries';
import { createFeed, Feed } from './feed';
import { decisiveGaps } from './modelObjects';
import { PeersPart, PeersQuestion } from './matrix';
import { AppOverlay, edgesOn, joinOverlay, membersOn } from './overlay';
import { clustersOf, joinStatus } from './policyStatus';
import { Answer, answerTo, Question } from './questions';
import { askedOf, ReachabilityAnswer } from './reachability';
import { Reader, readerFrom, ReaderOn, readerOn, READS_ALL } from './reader';

/** What policy has to say, wherever it is worked out. */
export interface PolicyAnswers {
  /**
   * Names what policy has to say on a cluster: another one only where verdicts, or
   * what is told of them, may differ. Most changes of a cluster change none.
   */
  version(store: ClusterStore): string;
  /** What it lays over the structure of an app; see {@link overlayIn}. */
  overlay(
    app: AppMembers,
    structure: Structure,
    stores: readonly ClusterStore[],
  ): Promise<AppOverlay>;
  /**
   * How workloads stand, by the ids of these: what the overlay says of them, and
   * nothing of what else belongs to their app.
   */
  postures(
    workloads: readonly string[],
    stores: readonly ClusterStore[],
  ): Promise<ReadonlyMap<string, Postures>>;
  /** @param reader - who is told; everything may be, unless told */
  status(
    app: AppMembers,
    stores: readonly ClusterStore[],
    reader?: Reader,
  ): Promise<Omit<PolicyStatus, 'revision'>>;
  /**
   * What a peer of that status stands for, one by one; undefined where its reader's
   * has no such peer.
   */
  peers(
    app: AppMembers,
    stores: readonly ClusterStore[],
    question: PeersQuestion,
    reader?: Reader,
  ): Promise<PeersPart | undefined>;
  /**
   * @param reader - who is told; everything may be, unless told
   * @throws NotFoundError where a workload does not exist.
   * @throws InputError where no peer is a workload, or an address is none.
   */
  reachability(
    query: ReachabilityQuery,
    stores: readonly ClusterStore[],
    reader?: Reader,
  ): Promise<ReachabilityAnswer>;
  /**
   * How connections come in by Ingresses, routes and Services of one cluster.
   *
   * @param routes - their topology ids
   * @param reader - who is told; everything may be, unless told
   */
  entries(
    routes: readonly string[],
    store: ClusterStore,
    reader?: Reader,
  ): Promise<readonly EntryWay[]>;
  /** Forgets everything, and ends what runs. */
  close(): Promise<void>;
}

/** Who answers what is asked of one cluster. */
export interface Answerer {
  version(store: ClusterStore): string;
  /** By at least what {@link Answerer.version} names when it is asked. */
  ask(
    store: ClusterStore,
    question: Question,
    reader: ReaderOn,
  ): Promise<Answer>;
}

const wrongAnswer = (question: string): never => {
  throw new Error(`Policy gave another answer than one to '${question}'`);
};

/** Asks of each cluster what is asked of it, and joins the answers. */
export function joinAnswers(
  of: (store: ClusterStore) => Answerer,
): Omit<PolicyAnswers, 'close'> {
  const ask = (store: ClusterStore, question: Question, reader: Reader) =>
    of(store).ask(store, question, readerOn(reader, store));
  const idsOn = (app: AppMembers, store: ClusterStore) =>
    membersOn(app, store.name).map(({ id }) => id);

  async function askReachability(
    store: ClusterStore,
    query: ReachabilityQuery,
    reader: Reader,
  ) {
    const answer = await ask(store, { reachability: query }, reader);
    return 'reachability' in answer
      ? answer.reachability
      : wrongAnswer('reachability');
  }

  async function askEntries(
    store: ClusterStore,
    routes: readonly string[],
    reader: Reader,
  ) {
    const answer = await ask(store, { entries: { routes } }, reader);
    return 'entries' in answer ? answer.entries : wrongAnswer('entries');
  }

  return {
    version: store => of(store).version(store),

    async overlay(app, { edges }, stores) {
      const clusters = clustersOf(app, stores).map(async store => {
        const overlay = {
          members: idsOn(app, store),
          edges: edgesOn(edges, store.name),
        };
        const answer = await ask(store, { overlay }, READS_ALL);
        const told =
          'overlay' in answer ? answer.overlay : wrongAnswer('overlay');
        return { cluster: store.name, told };
      });
      return joinOverlay(await Promise.all(clusters));
    },

    async postures(workloads, stores) {
      const clusters = stores.map(async store => {
        const members = workloads.filter(
          id => parseNodeId(id).cluster === store.name,
        );
        if (members.length === 0) {
          return [];
        }
        const answer = await ask(store, { postures: { members } }, READS_ALL);
        return 'postures' in answer ? answer.postures : wrongAnswer('postures');
      });
      return new Map((await Promise.all(clusters)).flat());
    },

    async status(app, stores, reader = READS_ALL) {
      const knowledge = stores.flatMap(decisiveGaps);
      const clusters = clustersOf(app, stores).map(async store => {
        const status = { members: idsOn(app, store) };
        const answer = await ask(store, { status }, reader);
        return 'status' in answer ? answer.status : wrongAnswer('status');
      });
      return joinStatus(app, await Promise.all(clusters), knowledge);
    },

    async peers(app, stores, question, reader = READS_ALL) {
      const { cluster } = parseNodeId(question.of);
      const store = stores.find(({ name }) => name === cluster);
      if (!store) {
        return undefined;
      }
      const peers = { members: idsOn(app, store), question };
      const answer = await ask(store, { peers }, reader);
      return 'peers' in answer ? answer.peers : wrongAnswer('peers');
    },

    async reachability(query, stores, reader = READS_ALL) {
      const across = acrossOf(query, stores);
      if (across) {
        const { from, to, leaving, entering } = across;
        const told = await Promise.all(
          leaving.map(one => askReachability(from, one, reader)),
        );
        return joinAcross(across, told, await askEntries(to, entering, reader));
      }
      const asked = askedOf(query, stores);
      if ('told' in asked) {
        return asked.told;
      }
      return askReachability(asked.store, query, reader);
    },

    entries: (routes, store, reader = READS_ALL) =>
      askEntries(store, routes, reader),
  };
}

/** Works out where it is asked what policies of one cluster say. */
export function createAnswererInPlace(isOfCluster?: IsOfCluster): Answerer {
  const policies = createClusterPolicies(isOfCluster);
  const feeds = new WeakMap<ClusterStore, { feed: Feed; revision: number }>();
  return {
    version(store) {
      const { revision } = store;
      const known = feeds.get(store);
      const feed =
        known?.feed ?? createFeed(store, one => policies(one).enforcement);
      if (known && known.revision !== revision) {
        feed.takeAll();
      }
      feeds.set(store, { feed, revision });
      return feed.version;
    },
    ask: async (store, question, reader) =>
      answerTo(question, policies(store), readerFrom(reader)),
  };
}

/** Works everything out as it is asked for. */
export function answerInPlace(isOfCluster?: IsOfCluster): PolicyAnswers {
  const answerer = createAnswererInPlace(isOfCluster);
  return { ...joinAnswers(() => answerer), async close() {} };
}
