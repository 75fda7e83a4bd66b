import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { EventEmitter, once, setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import pLimit from 'p-limit';
import { Clock, systemClock } from '../../clock';
import { KubeClient } from '../client/types';
import { discover } from '../kinds/discovery';
import { choose } from '../kinds/selection';
import { KindTable, WatchedKind } from '../kinds/kindTable';
import { ClusterSettings, excludedState } from '../settings';
import { createChangeFeed } from '../store/changeFeed';
import { keyOf } from '../store/keyOf';
import { createObjectStore } from '../store/objectStore';
import { groupResource } from '../store/storeFromObjects';
import { ClusterChange, KubeObject, LiveStore, ServedKind } from '../types';
import { backoffMs } from './backoff';
import { ClusterState, summarize } from './clusterState';
import { reflectScoped } from './byNamespace';
import { KindState } from './inStep';
import { createKeeper } from './keeper';
import { inListOrder } from './listOrder';
import { createNamespaceScope } from './namespaceScope';
import { createOwnerWatch } from './ownerWatch';

/** Keeps the store of one cluster. */
export interface ClusterWatch {
  readonly store: LiveStore;
  readonly served: readonly ServedKind[];
  readonly kubernetesVersion?: string;
  readonly state: ClusterState;
  /** Ends every watch; the contents stay. */
  stop(): Promise<void>;
}

/** A kind that is being watched. */
interface Running {
  kind: ServedKind;
  abort: AbortController;
  done: Promise<void>;
}

/** Objects of these kinds change what discovery says. */
const DISCOVERY_HINTS = new Set(['CustomResourceDefinition', 'APIService']);

/** Namespaces in which the account's rights are asked for, of those that are listed. */
const MAX_ASKED = 1_000;

const resourceOf = ({ groups, resource }: WatchedKind, group = groups[0]) =>
  groupResource(group, resource);

/**
 * Watches a cluster from now on: finds out what it serves, keeps one watch per
 * kind, and looks again from time to time and when CRDs or API services come
 * and go. Watches of kinds that stay are left alone.
 */
export function watchCluster(options: {
  client: KubeClient;
  kinds: KindTable;
  settings: ClusterSettings;
  logger: LoggerService;
  clock?: Clock;
  /** From 0 to 1, for what is spread over a time. */
  random?: () => number;
  /** Called once per turn of the event loop at most. */
  onChange: (change: ClusterChange) => void;
}): ClusterWatch {
  const { client, kinds, settings, logger, clock = systemClock } = options;
  const { random = Math.random } = options;
  const now = () => clock().toISOString();
  const name = client.cluster;
  const feed = createChangeFeed(name, options.onChange);
  const limit = pLimit(settings.concurrentLists);
  const abort = new AbortController();
  const { signal } = abort;
  setMaxListeners(0, signal); // one a request under way
  /** Something may have changed what the cluster serves. */
  let hinted = false;
  const hints = new EventEmitter();
  const isExcluded = (kind: WatchedKind) =>
    settings.exclude.includes(resourceOf(kind));
  const watched = inListOrder(kinds.watched.filter(kind => !isExcluded(kind)));

  const running = new Map<WatchedKind, Running>();
  const states = new Map<WatchedKind, KindState>(
    kinds.watched
      .filter(isExcluded)
      .map(kind => [kind, excludedState(resourceOf(kind))]),
  );
  let served: readonly ServedKind[] = [];
  let kubernetesVersion: string | undefined;
  /** What is known before discovery answers for the first time. */
  let undiscovered: ClusterState | undefined = {
    state: 'syncing',
    since: now(),
  };
  let knowledge: readonly KindKnowledge[] | undefined;

  const store = createObjectStore({
    name,
    kinds,
    knowledge: () => {
      knowledge ??= describe();
      return knowledge;
    },
    onChange: (revision, object) => {
      if (object && DISCOVERY_HINTS.has(object.kind)) {
        hint();
      } else if (object?.kind === 'Namespace') {
        lookAtNamespaces();
      }
      if (object) {
        takeOwner(object);
      }
      feed.changed(revision, object);
    },
  });
  const keeper = createKeeper({ store, kinds, clock });
  const sweeping = setInterval(keeper.sweep, settings.sweepMs);
  sweeping.unref();

  const isNamespaces = (kind: WatchedKind) => resourceOf(kind) === 'namespaces';
  const isListed = (known: KindState | undefined) =>
    known?.state === 'synced' || known?.state === 'stale';

  /** Where kinds are read that may not be read as a whole. */
  const scope = createNamespaceScope({
    client,
    settings,
    listed: () =>
      [...states].some(([kind, state]) => isNamespaces(kind) && isListed(state))
        ? store
            .list({ group: '', kind: 'Namespace' })
            .map(({ metadata }) => metadata.name)
        : [],
    maxAsked: MAX_ASKED,
    limit,
    signal,
  });

  /** How each kind is read. */
  const reading = {
    client,
    scope,
    store: keeper,
    settings,
    limit,
    clock,
    random,
    isPending: feed.isPending,
    onGone: hint,
  };

  /** Kinds that nobody described, of what owns something here. */
  const owners = createOwnerWatch({
    kinds,
    max: settings.ownerKinds,
    reflect: (kind, asked, how) =>
      reflectScoped({
        ...reading,
        kind,
        asked,
        isOnDemand: true,
        ...how,
        signal: AbortSignal.any([signal, how.signal]),
      }),
    isHere: object =>
      store.get(keyOf(object))?.metadata.uid === object.metadata.uid,
    drop,
    onChange: knowledgeChanged,
    now,
  });

  function takeOwner(object: KubeObject) {
    owners.saw(object);
  }

  function lookAtNamespaces() {
    scope.look();
  }

  function hint() {
    hinted = true;
    hints.emit('hint');
  }

  const summary = () => summarize(undiscovered, states.values());

  function describe(): KindKnowledge[] {
    const whole = summary();
    const lost = whole.state === 'stale' || whole.state === 'unreachable';
    const told = [...states].flatMap(([kind, state]): KindKnowledge[] =>
      lost && state.state !== 'absent' && state.state !== 'forbidden'
        ? [] // told once, for the whole cluster
        : [
            {
              cluster: name,
              kind: resourceOf(kind, running.get(kind)?.kind.group),
              ...state,
            },
          ],
    );
    const ofOwners = owners.states
      .filter(({ state }) => !lost || state === 'forbidden')
      .map(state => ({ cluster: name, ...state }));
    return lost || undiscovered
      ? [{ cluster: name, kind: '*', ...whole }, ...told, ...ofOwners]
      : [...told, ...ofOwners];
  }

  function knowledgeChanged() {
    knowledge = undefined;
    store.knowledgeChanged();
  }

  function setState(kind: WatchedKind, state: KindState) {
    const before = states.get(kind);
    if (
      before?.state === state.state &&
      before.message === state.message &&
      isDeepStrictEqual(before.namespaces, state.namespaces)
    ) {
      return;
    }
    // The time at which the same trouble began matters, not that of its last attempt.
    const since =
      before?.state === state.state ? before.since : state.since ?? now();
    const wholeBefore = summary().state;
    states.set(kind, { ...state, since });
    const whole = summary().state;
    if (whole !== wholeBefore) {
      logger.info(
        `Cluster '${name}' is ${whole}${
          state.message ? `: ${state.message}` : ''
        }`,
      );
    } else if (state.state === 'forbidden') {
      logger.warn(state.message ?? `${resourceOf(kind)} is forbidden`);
    } else if (state.state === 'partial' && before?.state !== 'partial') {
      logger.info(`${resourceOf(kind)}: ${state.message}`);
    }
    knowledgeChanged();
    if (isNamespaces(kind) && isListed(before) !== isListed(state)) {
      lookAtNamespaces();
    }
  }

  function drop({ group, kind }: ServedKind) {
    store.list({ group, kind }).forEach(keeper.remove);
  }

  async function end(kind: WatchedKind): Promise<void> {
    const watch = running.get(kind);
    running.delete(kind);
    watch?.abort.abort();
    await watch?.done;
  }

  function begin(watchedKind: WatchedKind, kind: ServedKind) {
    const own = new AbortController();
    const done = reflectScoped({
      ...reading,
      kind,
      project: kinds.project,
      asked: watchedKind,
      signal: AbortSignal.any([signal, own.signal]),
      onState: state => setState(watchedKind, state),
    });
    running.set(watchedKind, { kind, abort: own, done });
  }

  async function rediscover(): Promise<void> {
    const discovery = await discover(client, signal);
    served = discovery.kinds;
    kubernetesVersion = discovery.kubernetesVersion;
    for (const kind of watched) {
      const current = running.get(kind)?.kind;
      const choice = choose(kind, discovery, current);
      const next = 'watch' in choice ? choice.watch : undefined;
      if (
        current &&
        (current.group !== next?.group || current.version !== next.version)
      ) {
        await end(kind);
        // Another version of the same objects replaces them as it is listed.
        if (current.group !== next?.group) {
          drop(current);
        }
      }
      if (next && !running.has(kind)) {
        begin(kind, next);
      } else if (!next) {
        setState(
          kind,
          'silent' in choice
            ? {
                state: 'unreachable',
                message: `Cluster '${name}': ${choice.silent}; look at its APIService.`,
              }
            : {
                state: 'absent',
                message: `Cluster '${name}' does not serve ${resourceOf(
                  kind,
                )}.`,
              },
        );
      }
    }
    await owners.follow(served);
    if (undiscovered) {
      undiscovered = undefined;
      knowledgeChanged();
    }
    scope.renew();
  }

  /** Waits for a hint, or for the time of the next look. */
  async function nextLook(): Promise<void> {
    if (!hinted) {
      await waitForHint();
    }
    await sleep(settings.rediscoveryDelayMs, undefined, { signal }).catch(
      () => {},
    );
  }

  async function waitForHint(): Promise<void> {
    const wait = new AbortController();
    const either = AbortSignal.any([signal, wait.signal]);
    const time = settings.rediscoveryMs * (1 + random() / 10);
    await Promise.race([
      once(hints, 'hint', { signal: either }),
      sleep(time, undefined, { signal: either }),
    ]).catch(() => {});
    wait.abort();
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        hinted = false;
        await rediscover();
        failures = 0;
        await nextLook();
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        failures++;
        const { message } = toError(error);
        if (failures === 1) {
          logger.warn(`Discovery of cluster '${name}' failed: ${message}`);
        }
        if (undiscovered && undiscovered.message !== message) {
          const { state, since } = undiscovered;
          undiscovered = {
            state: 'unreachable',
            since: state === 'unreachable' ? since : now(),
            message,
          };
          knowledgeChanged();
        }
        await sleep(
          backoffMs(failures, random(), settings.backoff),
          undefined,
          { signal },
        ).catch(() => {});
      }
    }
  }

  const loop = run();

  return {
    store,
    get served() {
      return served;
    },
    get kubernetesVersion() {
      return kubernetesVersion;
    },
    get state() {
      return summary();
    },
    async stop() {
      abort.abort();
      clearInterval(sweeping);
      await loop;
      await Promise.all([...running.values()].map(({ done }) => done));
      await owners.stop();
      await scope.settled();
    },
  };
}
