import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  DISCOVERED_APPS_CHANGED_TOPIC,
  HYBRID_APPS_SIGNAL_CHANNEL,
  HybridAppsSignal,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Clusters } from '../clusters';
import { Viewers } from './viewers';

/** What browsers and other plugins may have seen, as revisions. */
export interface Revisions {
  /** Of each app that somebody looks at, by entity reference. */
  apps: ReadonlyMap<string, string>;
  /** Of which apps there are; absent where nobody looks at the list. */
  list?: string;
  /** Of the apps that labels in the clusters tell of. */
  discovered: string;
}

export interface Notifier {
  /** Looks soon, as after a change in a cluster. */
  look(): void;
  stop(): void;
}

/** A change seldom comes alone; what comes in this time, in milliseconds, is told with it. */
const SWARM_MS = 100;

/** Before the next look, in milliseconds, where changes don't end. */
const REST_MS = 500;

/**
 * Of all time, at most one part in this many goes into looking what changed,
 * so that a busy cluster leaves the process free for its users.
 */
const LEISURE = 5;

/** Before the next attempt, in milliseconds, where looking failed. */
const RETRY_MS = 30_000;

/** What differs between two looks. */
function signalsBetween(
  before: Revisions,
  after: Revisions,
): HybridAppsSignal[] {
  const changed = [...after.apps].filter(
    ([entityRef, revision]) => before.apps.get(entityRef) !== revision,
  );
  return [
    ...changed.map(([entityRef, revision]) => ({ entityRef, revision })),
    // How many there are is not for all who see some.
    ...(after.list !== undefined && after.list !== before.list
      ? [{ revision: after.list }]
      : []),
  ];
}

/**
 * As something changes in the clusters, looks which apps became different of
 * those that somebody looks at, and says so: to the browsers of who looks at
 * them, by a signal with an entity reference and a revision, to plugins by an
 * event when the discovered apps changed. What changed, those ask for
 * themselves, with their own rights. A change that comes alone is told at once;
 * where they don't end, it is looked now and then.
 */
export function createNotifier(options: {
  clusters: Pick<Clusters, 'subscribe'>;
  events: Pick<EventsService, 'publish'>;
  signals: SignalsService;
  logger: LoggerService;
  /** @param seen - the apps that somebody looks at, and whether somebody does at the list */
  look: (seen: {
    apps: readonly string[];
    list: boolean;
  }) => Promise<Revisions>;
  /** Whom to tell: who looks at an app may know that it changed, and nobody else. */
  viewers: Pick<Viewers, 'apps' | 'of'>;
}): Notifier {
  const { clusters, events, signals, logger, look, viewers } = options;
  let before: Revisions = { apps: new Map(), discovered: '' };
  let timer: NodeJS.Timeout | undefined;
  let restsUntil = -Infinity;
  let looking = false;
  let again = false;
  let stopped = false;

  async function tell(): Promise<void> {
    const after = await look({
      apps: viewers.apps(),
      list: viewers.of().length > 0,
    });
    const messages = signalsBetween(before, after);
    const isDiscoveryNew = before.discovered !== after.discovered;
    before = { ...after, list: after.list ?? before.list };
    for (const message of messages) {
      const entityRef = viewers.of(message.entityRef);
      if (entityRef.length > 0) {
        await signals.publish({
          channel: HYBRID_APPS_SIGNAL_CHANNEL,
          recipients: { type: 'user', entityRef },
          message,
        });
      }
    }
    if (isDiscoveryNew) {
      // Not waited for: it ends when every subscriber has done its work.
      events
        .publish({ topic: DISCOVERED_APPS_CHANGED_TOPIC, eventPayload: {} })
        .catch(error =>
          logger.warn(
            'Other plugins could not be told that the apps in the clusters changed',
            toError(error),
          ),
        );
    }
  }

  async function lookNow(): Promise<void> {
    looking = true;
    again = false;
    const start = performance.now();
    let pauseMs = RETRY_MS;
    try {
      await tell();
      pauseMs = Math.max(REST_MS, LEISURE * (performance.now() - start));
    } catch (error) {
      logger.warn(
        'Changes could not be told; pages find them by asking again',
        toError(error),
      );
      again = true;
    }
    looking = false;
    restsUntil = performance.now() + pauseMs;
    if (again) {
      schedule();
    }
  }

  function schedule(): void {
    if (stopped || timer) {
      return;
    }
    timer = setTimeout(() => {
      timer = undefined;
      void lookNow();
    }, Math.max(SWARM_MS, restsUntil - performance.now()));
    timer.unref();
  }

  function lookSoon(): void {
    if (looking) {
      again = true;
    } else {
      schedule();
    }
  }
  const unsubscribe = clusters.subscribe(lookSoon);
  return {
    look: lookSoon,
    stop() {
      stopped = true;
      unsubscribe();
      clearTimeout(timer);
    },
  };
}
