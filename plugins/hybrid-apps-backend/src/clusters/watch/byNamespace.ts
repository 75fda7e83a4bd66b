import { KubeStatusError } from '../client/errors';
import { resourcePath } from '../client/types';
import { groupResource } from '../store/storeFromObjects';
import { ServedKind } from '../types';
import { forbiddenPause, isStatus, KindState } from './inStep';
import { joinStates } from './joinStates';
import { acceptFor, listPages } from './list';
import { isScoped, NamespaceChoice, NamespaceScope } from './namespaceScope';
import { readNamespace } from './readNamespace';
import { reflect, ReflectOptions } from './reflector';

/** Why a kind may not be read as a whole, and what to do about it. */
function explain(
  kind: ServedKind,
  refusal: KubeStatusError,
  isNarrowed: boolean,
): string {
  const resource = groupResource(kind.group, kind.plural);
  const grant =
    `${refusal.message}. Grant the portal's account the verbs list and watch ` +
    `on ${resource} with a ClusterRole, to see ${
      isNarrowed ? 'those of other namespaces' : 'them'
    } here.`;
  return isScoped(kind) && !isNarrowed
    ? `${grant} Where it has rights in some namespaces alone, name these in hybridApps.watch.namespaces.`
    : grant;
}

/** A namespace under watch. */
interface Running {
  abort: AbortController;
  done: Promise<void>;
}

/** What a kind is known of from: the whole cluster or, where that is forbidden, some namespaces. */
export type ScopedReflectOptions = ReflectOptions & {
  scope: NamespaceScope;
  /**
   * That it is refused is no reason to ask for the account's rights in each
   * namespace: it is read in those where other kinds are.
   */
  isOnDemand?: true;
};

/** Reads a kind in the namespaces of the scope, until it may be read as a whole. */
async function reflectInNamespaces(
  options: ScopedReflectOptions,
  refusal: KubeStatusError,
): Promise<void> {
  const { client, kind, store, settings, limit, signal, scope } = options;
  const { clock, onState, onGone } = options;
  const read = kind.namespaced ? reflect : readNamespace;
  const states = new Map<string, KindState>();
  const running = new Map<string, Running>();
  /** What ends, by namespace; the next in it waits for that. */
  const ending = new Map<string, Promise<void>>();
  const ended = new AbortController();

  const chosen = (): NamespaceChoice =>
    isScoped(kind) ? scope.of(kind) : { names: [], left: 0 };

  function tell() {
    if (ended.signal.aborted || signal.aborted) {
      return;
    }
    onState(
      states.size === 0 && kind.namespaced && scope.isLooking
        ? { state: 'syncing' }
        : joinStates(
            states,
            explain(kind, refusal, scope.isConfigured),
            chosen().left,
          ),
    );
  }

  async function keep(namespace: string, own: AbortSignal): Promise<void> {
    await ending.get(namespace);
    const set = (state: KindState) => {
      if (!own.aborted) {
        states.set(namespace, state);
        tell();
      }
    };
    while (!own.aborted) {
      const refused = await read({
        ...options,
        namespace,
        signal: own,
        onState: set,
      });
      if (refused) {
        const since = clock().toISOString();
        set({ state: 'forbidden', since, message: refused.message });
        await forbiddenPause(settings, own);
      }
    }
  }

  function begin(namespace: string) {
    const abort = new AbortController();
    const own = AbortSignal.any([signal, ended.signal, abort.signal]);
    states.set(namespace, { state: 'syncing', since: clock().toISOString() });
    running.set(namespace, { abort, done: keep(namespace, own) });
  }

  /** What is not read any more is not shown either. */
  function end(namespace: string, { abort, done }: Running) {
    running.delete(namespace);
    states.delete(namespace);
    abort.abort();
    const gone = done.then(() => {
      store
        .list({ group: kind.group, kind: kind.kind })
        .filter(({ metadata }) =>
          kind.namespaced
            ? metadata.namespace === namespace
            : metadata.name === namespace,
        )
        .forEach(store.remove);
      if (ending.get(namespace) === gone) {
        ending.delete(namespace);
      }
    });
    ending.set(namespace, gone);
  }

  function follow() {
    const names = new Set(chosen().names);
    [...running]
      .filter(([name]) => !names.has(name))
      .forEach(([name, one]) => end(name, one));
    [...names].filter(name => !running.has(name)).forEach(begin);
    tell();
  }

  /** Throws while the whole is forbidden. */
  async function tryWhole(): Promise<void> {
    const { metadataOnly, fieldSelector } = options.asked;
    const target = { kind, metadataOnly, fieldSelector };
    const { resourceVersion } = await listPages({
      client,
      project: options.project,
      target,
      pageSize: 1,
      maxPages: 1,
      timeoutMs: settings.requestTimeoutMs,
      signal,
      onObjects: () => {},
    });
    const enough = new AbortController();
    const events = await client.watch({
      path: resourcePath(kind),
      query: { fieldSelector, resourceVersion, timeoutSeconds: 1 },
      accept: acceptFor(target, 'watch'),
      idleTimeoutMs: settings.requestTimeoutMs,
      signal: AbortSignal.any([signal, enough.signal]),
    });
    const first = events.next();
    enough.abort(); // it was taken, which is all that is asked
    await first.catch(() => {});
  }

  async function whenAllowed(): Promise<void> {
    while (!signal.aborted) {
      await forbiddenPause(settings, signal);
      try {
        await limit(tryWhole);
        return;
      } catch (error) {
        if (isStatus(error, 404)) {
          onGone();
        }
      }
    }
  }

  const unsubscribe = scope.subscribe(follow);
  if (isScoped(kind) && !options.isOnDemand) {
    scope.refuse(kind);
  }
  follow();
  await whenAllowed();
  unsubscribe();
  scope.release(kind);
  ended.abort();
  await Promise.all([
    ...[...running.values()].map(({ done }) => done),
    ...ending.values(),
  ]);
}

/**
 * Keeps the objects of one kind in a store, those of the whole cluster or, while
 * that is forbidden, those of the scope's namespaces. Ends when `signal` is
 * aborted, and never otherwise; what goes wrong is told as a state.
 */
export async function reflectScoped(
  options: ScopedReflectOptions,
): Promise<void> {
  const { signal, clock, onState } = options;
  onState({ state: 'syncing', since: clock().toISOString() });
  while (!signal.aborted) {
    const refusal = await reflect(options);
    if (refusal) {
      await reflectInNamespaces(options, refusal);
    }
  }
}
