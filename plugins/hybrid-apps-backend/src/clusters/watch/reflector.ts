import { setImmediate as nextTurn } from 'node:timers/promises';
import { Limit } from 'p-limit';
import { isRecord, valueAt } from '@hybrid-apps/network-policy';
import { Clock } from '../../clock';
import { KubeStatusError } from '../client/errors';
import { KubeClient, resourcePath, WatchEvent } from '../client/types';
import { KindTable, WatchedKind } from '../kinds/kindTable';
import { ClusterSettings } from '../settings';
import { ServedKind } from '../types';
import { backoffMs } from './backoff';
import { Kept } from './keeper';
import { isStatus, keepInStep, KindState, pause } from './inStep';
import { acceptFor, listPages, typeOf } from './list';
import { isLast } from './listOrder';

/** A server that ends a watch sooner, and empty, is given a pause. */
const SHORT_WATCH_MS = 1_000;

/** What to keep in a store, and who is to hear how that goes. */
export interface ReflectOptions {
  client: KubeClient;
  kind: ServedKind;
  project: KindTable['project'];
  /** What is asked for of the kind. */
  asked: Pick<WatchedKind, 'resource' | 'metadataOnly' | 'fieldSelector'>;
  store: Kept;
  settings: ClusterSettings;
  /** Bounds the lists of a cluster. */
  limit: Limit;
  signal: AbortSignal;
  clock: Clock;
  /** From 0 to 1; see {@link ClusterSettings.spreadMs}. */
  random: () => number;
  /** Whether a change of the object of this uid waits to be told, at the end of the event loop's turn. */
  isPending: (uid: string) => boolean;
  onState: (state: KindState) => void;
  /** The path is not served any more. */
  onGone: () => void;
}

function resourceVersionOf(object: unknown): string | undefined {
  const metadata = isRecord(object) ? object.metadata : undefined;
  const version = isRecord(metadata) ? metadata.resourceVersion : undefined;
  return typeof version === 'string' && version !== '' ? version : undefined;
}

/**
 * Keeps the objects of one kind in a store, all or those of one namespace:
 * lists them, watches from there, resumes a watch that was cut, and lists again
 * where the server no longer knows the way on, tells an error in the stream, or
 * tells nothing for long. Ends when `signal` is aborted, and with the refusal
 * where it is forbidden; what else goes wrong is told as a state.
 *
 * The objects stay when it is aborted. They go when they are forbidden: a right
 * that was taken away is no reason to show what it once allowed.
 */
export async function reflect(
  options: ReflectOptions & {
    /** All where there is none. */
    namespace?: string;
  },
): Promise<KubeStatusError | undefined> {
  const { client, kind, namespace, project, store, settings } = options;
  const { isPending, limit, random, signal } = options;
  const { metadataOnly, fieldSelector } = options.asked;
  const target = { kind, namespace, metadataOnly, fieldSelector };
  const type = typeOf(kind);

  /** Where a watch goes on; undefined where a list must come first. */
  let version: string | undefined;
  let isListed = false;
  /** For how long the watches from there have told nothing, all together. */
  let silentMs = 0;

  const known = () =>
    store.list({ group: kind.group, kind: kind.kind, namespace });

  /** What the store has of an object till now. */
  function keptOf(object: unknown) {
    const [name, within] = ['name', 'namespace'].map(field =>
      valueAt(object, 'metadata', field),
    );
    return typeof name === 'string'
      ? store.get({
          group: kind.group,
          kind: kind.kind,
          namespace: typeof within === 'string' ? within : undefined,
          name,
        })
      : undefined;
  }

  async function list(): Promise<string> {
    const { resourceVersion, uids } = await listPages({
      client,
      project,
      target,
      pageSize: settings.pageSize,
      timeoutMs: settings.requestTimeoutMs,
      signal,
      onObjects: objects => objects.forEach(store.put),
    });
    known()
      .filter(object => !uids.has(object.metadata.uid))
      .forEach(store.remove);
    return resourceVersion;
  }

  async function apply({ type: change, object }: WatchEvent) {
    version = resourceVersionOf(object) ?? version;
    if (change === 'BOOKMARK') {
      return;
    }
    const projected = project(object, type, keptOf(object));
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

  async function watch(tell: {
    inStep: () => void;
    stillInStep: () => void;
  }): Promise<void> {
    const seconds = Math.ceil(
      (settings.watchRenewalMs * (1 + random())) / 1000,
    );
    const events = await client.watch({
      path: resourcePath(kind, { namespace }),
      query: {
        fieldSelector,
        resourceVersion: version,
        allowWatchBookmarks: true,
        timeoutSeconds: seconds,
      },
      accept: acceptFor(target, 'watch'),
      idleTimeoutMs: settings.watchIdleTimeoutMs,
      signal,
    });
    tell.inStep();
    const startedAt = performance.now();
    let silent = true;
    try {
      for await (const event of events) {
        silent = false;
        silentMs = 0;
        tell.stillInStep();
        await apply(event);
      }
    } catch (error) {
      if (error instanceof KubeStatusError) {
        // From the same version the same error would come again, and what is
        // after it never. Source: client-go, tools/cache/reflector.go.
        version = undefined;
      }
      throw error;
    } finally {
      const lastedMs = performance.now() - startedAt;
      silentMs += silent ? Math.max(lastedMs, SHORT_WATCH_MS) : 0;
      if (silent && silentMs > settings.watchSilenceMs) {
        // It may wait for a version that the server, restored from a backup,
        // will not reach for long; or ask for one that is forgotten, which of
        // Events a server does not say: it ends the watch, and empty.
        version = undefined;
      }
    }
    if (silent && performance.now() - startedAt < SHORT_WATCH_MS) {
      await pause(backoffMs(1, random(), settings.backoff), signal);
    }
  }

  const refusal = await keepInStep({
    ...options,
    async attempt(tell) {
      const isAnew = version === undefined;
      if (isAnew) {
        if (isListed || isLast(options.asked)) {
          await pause(random() * settings.spreadMs, signal);
        }
        version = await limit(list);
        isListed = true;
        silentMs = 0;
        tell.inStep();
      }
      try {
        await watch(tell);
      } catch (error) {
        if (!isStatus(error, 410)) {
          throw error;
        }
        version = undefined;
        if (isAnew) {
          throw error; // a list that is forgotten by its end is not repeated at once
        }
      }
    },
  });
  if (refusal) {
    known().forEach(store.remove);
  }
  return refusal;
}
