import { toError } from '@backstage/errors';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  setImmediate as nextTurn,
  setTimeout as sleep,
} from 'node:timers/promises';
import { Limit } from 'p-limit';
import { isRecord } from '@hybrid-apps/network-policy';
import { Clock } from '../../clock';
import { KubeStatusError } from '../client/errors';
import { KubeClient, resourcePath, WatchEvent } from '../client/types';
import { KindTable } from '../kinds/kindTable';
import { ClusterSettings } from '../settings';
import { groupResource } from '../store/storeFromObjects';
import { ObjectStore } from '../store/objectStore';
import { ServedKind } from '../types';
import { backoffMs } from './backoff';
import { acceptFor, listPages, typeOf } from './list';

/** How far a kind is known; its name and cluster are the reader's to add. */
export type KindState = Pick<KindKnowledge, 'state' | 'since' | 'message'>;

/** A server that ends a watch sooner, and empty, is given a pause. */
const SHORT_WATCH_MS = 1_000;
/** One failure may be a hiccup; from the second on, the kind is out of step. */
const FAILURES_TO_TELL = 2;

function resourceVersionOf(object: unknown): string | undefined {
  const metadata = isRecord(object) ? object.metadata : undefined;
  const version = isRecord(metadata) ? metadata.resourceVersion : undefined;
  return typeof version === 'string' && version !== '' ? version : undefined;
}

/**
 * Keeps the objects of one kind in a store: lists them, watches from there,
 * resumes a watch that was cut, and lists again where the server no longer
 * knows the way on. Ends when `signal` is aborted, and never otherwise; what
 * goes wrong is told as a state.
 *
 * The objects stay when it ends. They go when the kind is forbidden: a right
 * that was taken away is no reason to show what it once allowed.
 */
export async function reflect(options: {
  client: KubeClient;
  kind: ServedKind;
  project: KindTable['project'];
  metadataOnly: boolean;
  store: ObjectStore;
  settings: ClusterSettings;
  /** Bounds the lists of a cluster. */
  limit: Limit;
  signal: AbortSignal;
  clock: Clock;
  /** Whether a change of the object of this uid waits to be told, at the end of the event loop's turn. */
  isPending: (uid: string) => boolean;
  onState: (state: KindState) => void;
  /** The path is not served any more. */
  onGone: () => void;
}): Promise<void> {
  const { client, kind, project, store, settings, limit, signal } = options;
  const { isPending, onState, onGone } = options;
  const now = () => options.clock().toISOString();
  const target = { kind, metadataOnly: options.metadataOnly };
  const type = typeOf(kind);
  const resource = groupResource(kind.group, kind.plural);

  /** Where a watch goes on; undefined where a list must come first. */
  let version: string | undefined;
  /** The last time that the store was sure to be as the cluster. */
  let inStepAt: string | undefined;
  let failures = 0;

  /** Ends early, without an error, when all ends. */
  const pause = (ms: number) =>
    sleep(ms, undefined, { signal }).catch(() => {});

  function inStep() {
    failures = 0;
    inStepAt = now();
    onState({ state: 'synced' });
  }

  const known = () => store.list({ group: kind.group, kind: kind.kind });

  async function list(): Promise<string> {
    const { resourceVersion, uids } = await listPages({
      client,
      project,
      target,
      pageSize: settings.pageSize,
      timeoutMs: settings.requestTimeoutMs,
      signal,
      onPage: objects => objects.forEach(store.put),
    });
    known()
      .filter(object => !uids.has(object.metadata.uid))
      .forEach(store.remove);
    inStep();
    return resourceVersion;
  }

  async function apply({ type: change, object }: WatchEvent) {
    version = resourceVersionOf(object) ?? version;
    if (change === 'BOOKMARK') {
      return;
    }
    const projected = project(object, type);
    if (!projected) {
      return; // without a name or uid it is no object of a cluster
    }
    if (isPending(projected.metadata.uid)) {
      await nextTurn(); // whoever listens sees each state of an object
    }
    if (change === 'DELETED') {
      store.remove(projected);
    } else {
      store.put(projected);
    }
  }

  async function watch(): Promise<void> {
    const seconds = Math.ceil(
      (settings.watchRenewalMs * (1 + Math.random())) / 1000,
    );
    const events = await client.watch({
      path: resourcePath(kind),
      query: {
        resourceVersion: version,
        allowWatchBookmarks: true,
        timeoutSeconds: seconds,
      },
      accept: acceptFor(target, 'watch'),
      idleTimeoutMs: settings.watchIdleTimeoutMs,
      signal,
    });
    inStep();
    const startedAt = performance.now();
    let silent = true;
    try {
      for await (const event of events) {
        silent = false;
        inStepAt = now();
        await apply(event);
      }
    } finally {
      if (silent && performance.now() - startedAt > settings.watchSilenceMs) {
        // It may wait for a version that the server, restored from a backup,
        // will not reach for long.
        version = undefined;
      }
    }
    if (silent && performance.now() - startedAt < SHORT_WATCH_MS) {
      await pause(backoffMs(1, Math.random(), settings.backoff));
    }
  }

  function forbidden(error: KubeStatusError) {
    version = undefined;
    inStepAt = undefined;
    known().forEach(store.remove);
    onState({
      state: 'forbidden',
      since: now(),
      message:
        `${error.message}. Grant the portal's account the verbs list and watch ` +
        `on ${resource} with a ClusterRole, to see them here.`,
    });
  }

  /** How long to wait after a failure. */
  function fail(error: unknown): number {
    if (error instanceof KubeStatusError) {
      switch (error.code) {
        case 403:
          forbidden(error);
          return settings.forbiddenRetryMs * (1 + Math.random() / 2);
        case 410: {
          const again = version === undefined;
          version = undefined;
          if (!again) {
            return 0;
          }
          break;
        }
        case 404:
          onGone();
          break;
        default:
      }
    }
    failures++;
    if (inStepAt === undefined || failures >= FAILURES_TO_TELL) {
      const { message } = toError(error);
      onState(
        inStepAt === undefined
          ? { state: 'unreachable', since: now(), message }
          : {
              state: 'stale',
              since: inStepAt,
              message: `${message}. What is shown is as it was then.`,
            },
      );
    }
    const wait = backoffMs(failures, Math.random(), settings.backoff);
    return error instanceof KubeStatusError
      ? Math.max(wait, error.retryAfterMs ?? 0)
      : wait;
  }

  onState({ state: 'syncing', since: now() });
  while (!signal.aborted) {
    try {
      version ??= await limit(() => list());
      await watch();
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      const wait = fail(error);
      await pause(wait);
    }
  }
}
