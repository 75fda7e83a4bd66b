import { ServerResponse } from 'http';
import { expired } from '../status';
import { Change } from '../store';
import { EventWriter } from './eventWriter';
import { invalidOptions, parseVersion, selectionOf, viewOf } from './list';
import { ApiContext, ApiRequest, Reply, ResourceTarget } from './types';

const BOOKMARK_EVERY_MS = 60_000;
/** As long as kube-apiserver lets a watch run that asks for no time limit, at least. */
const DEFAULT_TIMEOUT_SECONDS = 1_800;

/** GET with `watch=true`: one JSON line for each event, until time is up or the client goes. */
export function watch(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const { query } = request;
  const view = viewOf(context, target, request);
  const matches = selectionOf(target, query);
  const from = parseVersion(query.get('resourceVersion'));
  const initial = query.get('sendInitialEvents') === 'true';
  if (initial && query.get('resourceVersionMatch') !== 'NotOlderThan') {
    throw invalidOptions(
      'resourceVersionMatch',
      'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  }
  return {
    stream(response) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.flushHeaders();
      const events = new EventWriter(response, view, matches);
      const isOver = start(context, target, events, {
        from,
        // Without a version, a watch begins with what is there.
        withPresent: initial || from === 0,
        markEnd: initial,
      });
      if (isOver) {
        response.end();
        return;
      }
      follow(context, target, events, response, query);
    },
  };
}

/** @returns whether the watch ends here, as its version is too old */
function start(
  { store }: ApiContext,
  { def, namespace }: ResourceTarget,
  events: EventWriter,
  options: { from: number; withPresent: boolean; markEnd: boolean },
): boolean {
  if (options.withPresent) {
    for (const object of store.list(def.group, def.kind, { namespace })) {
      events.present(object);
    }
    if (options.markEnd) {
      events.bookmark(store.resourceVersion, {
        'k8s.io/initial-events-end': 'true',
      });
    }
    return false;
  }
  const missed = store.changesSince(options.from);
  if (!missed) {
    events.error(
      expired(
        `too old resource version: ${options.from} (${store.oldestVersion})`,
      ),
    );
    return true;
  }
  missed
    .filter(change => concerns(change, def, namespace))
    .forEach(change => events.change(change));
  return false;
}

function follow(
  { store, streams }: ApiContext,
  { def, namespace }: ResourceTarget,
  events: EventWriter,
  response: ServerResponse,
  query: URLSearchParams,
) {
  const from = parseVersion(query.get('resourceVersion'));
  const withBookmarks = query.get('allowWatchBookmarks') === 'true';
  const mark = () => withBookmarks && events.bookmark(store.resourceVersion);

  const unsubscribe = store.onChange(change => {
    if (
      concerns(change, def, namespace) &&
      change.resourceVersion > from &&
      !events.change(change)
    ) {
      response.destroy();
    }
  });
  const bookmarks = setInterval(mark, BOOKMARK_EVERY_MS);
  const seconds =
    parseVersion(query.get('timeoutSeconds')) || DEFAULT_TIMEOUT_SECONDS;
  const timeout = setTimeout(() => {
    mark();
    response.end();
  }, seconds * 1000);
  response.on('close', () => {
    unsubscribe();
    clearInterval(bookmarks);
    clearTimeout(timeout);
  });
  streams.add(response);
}

function concerns(
  change: Change,
  def: ResourceTarget['def'],
  namespace: string | undefined,
): boolean {
  return (
    change.def === def &&
    (namespace === undefined || change.object.metadata.namespace === namespace)
  );
}
