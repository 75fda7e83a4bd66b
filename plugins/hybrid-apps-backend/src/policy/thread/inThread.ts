import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { ClusterChange, ClusterStore } from '../../clusters';
import { IsOfCluster } from '../../namespaces';
import {
  Answerer,
  createAnswererInPlace,
  joinAnswers,
  PolicyAnswers,
} from '../answers';
import { detectEnforcement } from '../enforcement';
import { createFeed, Feed } from '../feed';
import { Answer, nameQuestion, Question } from '../questions';
import { ReaderOn } from '../reader';
import { Client, startClient } from './client';
import {
  After,
  afterTime,
  createOverruns,
  HeldUpError,
  loadOf,
  OverrunError,
} from './overrun';

/** What the thread may take, and how often it is started at most. */
export interface ThreadLimits {
  megabytes: number;
  pauseMs: number;
  /** Longest time of one question, once the model of its cluster is built. */
  questionMs: number;
  /** One that took longer is not asked again for so long. */
  restMs: number;
  after: After;
}

const LIMITS: ThreadLimits = {
  megabytes: 2_048,
  pauseMs: 5_000,
  questionMs: 30_000,
  restMs: 300_000,
  after: afterTime,
};

const seconds = (ms: number) => Math.ceil(ms / 1_000);

/**
 * Works policy out in one thread for all clusters, so that other requests have
 * their turn meanwhile: what policy reads of a store is mirrored there as it changes.
 * A store that is not among those that are followed, as one of a person's own, is
 * answered in place. Where the thread ends by itself, who waits is told so, and
 * the next question starts another. A question that takes too long is refused for a
 * while, and those that waited behind it are asked of another thread.
 */
export function answerInThread(options: {
  /** Those whose changes are told; as of now. */
  stores: () => readonly ClusterStore[];
  subscribe: (listener: (change: ClusterChange) => void) => () => void;
  isOfCluster?: IsOfCluster;
  logger?: Pick<LoggerService, 'error'>;
  limits?: Partial<ThreadLimits>;
  /** In milliseconds. */
  now?: () => number;
}): PolicyAnswers {
  const {
    stores,
    isOfCluster,
    logger,
    now = () => performance.now(),
  } = options;
  const limits = { ...LIMITS, ...options.limits };
  const inPlace = createAnswererInPlace(isOfCluster);
  const overruns = createOverruns({ ...limits, now });
  const feeds = new Map<ClusterStore, Feed>();
  let client: Client | undefined;
  let ended: { why: Error; at: number } | undefined;
  let isClosed = false;

  const isFollowed = (store: ClusterStore) =>
    stores().some(one => one === store);

  function feedOf(store: ClusterStore): Feed {
    const feed =
      feeds.get(store) ??
      createFeed(
        store,
        one => detectEnforcement(one, isOfCluster),
        change => client?.change(store, change),
      );
    feeds.set(store, feed);
    return feed;
  }

  function runningClient(): Client {
    if (isClosed) {
      throw new ServiceUnavailableError(
        'Policies are told of no more, as the backend ends.',
      );
    }
    const wait = ended ? ended.at + limits.pauseMs - now() : 0;
    if (ended && wait > 0) {
      throw new ServiceUnavailableError(
        `The thread of policy ended (${
          ended.why.message
        }). Ask again in ${seconds(wait)} s, when it is started anew.`,
      );
    }
    client ??= startClient(limits, why => {
      client = undefined;
      if (why instanceof OverrunError) {
        return;
      }
      ended = { why, at: now() };
      logger?.error(
        `The thread of policy ended, and is started anew when it is asked again in ${seconds(
          limits.pauseMs,
        )} s or later. It may take ${
          limits.megabytes
        } MB of memory; where it takes more, the clusters of this portal have to be spread over several`,
        why,
      );
    });
    return client;
  }

  /** Has the thread know a store as it is now, or will soon. */
  function mirror(store: ClusterStore): Client {
    const feed = feedOf(store);
    const running = runningClient();
    if (!running.knows(store)) {
      running.start(store, feed.all());
    }
    return running;
  }

  const unsubscribe = options.subscribe(({ cluster, objects }) => {
    for (const store of feeds.keys()) {
      if (!isFollowed(store)) {
        feeds.delete(store);
        client?.forget(store);
      }
    }
    const changed = stores().find(({ name }) => name === cluster);
    if (!changed) {
      return;
    }
    feeds.get(changed)?.take(objects);
    // Before anybody asks, so that nobody waits for it; one that ended is started for who asks.
    if (!ended || client) {
      mirror(changed);
    }
  });

  async function ask(
    store: ClusterStore,
    question: Question,
    reader: ReaderOn,
  ): Promise<Answer> {
    const load = loadOf(store.name, question);
    overruns.check(
      load,
      `${nameQuestion(question)} on cluster '${store.name}'`,
    );
    try {
      return await mirror(store).ask(store, question, reader);
    } catch (error) {
      if (error instanceof HeldUpError) {
        return ask(store, question, reader);
      }
      if (error instanceof OverrunError) {
        overruns.add(load);
        logger?.error(
          `Working out ${load} took longer than ${seconds(
            limits.questionMs,
          )} s and held all others up. It is refused for ${seconds(
            limits.restMs,
          )} s; look for policies with very many rules or ranges of addresses there`,
        );
      }
      throw error;
    }
  }

  const inThread: Answerer = {
    version: store => feedOf(store).version,
    ask,
  };

  return {
    ...joinAnswers(store => (isFollowed(store) ? inThread : inPlace)),
    async close() {
      isClosed = true;
      unsubscribe();
      feeds.clear();
      await client?.end(new Error('the backend ends'));
      client = undefined;
    },
  };
}
