import { ServerResponse } from 'http';
import { expired } from '../status';
import { Change } from '../store';
import { EventWriter } from './eventWriter';
import { selectionOf } from './list';
import { WatchOptions, watchOptionsOf } from './listOptions';
import { viewOf } from './serve';
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
  const view = viewOf(context, target, request);
  const matches = selectionOf(target, request.query);
  const options = watchOptionsOf(request.query);
  return {
    stream(response) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.flushHeaders();
      const events = new EventWriter(response, view, matches);
      if (start(context, target, events, options)) {
        follow(context, target, events, response, options);
      } else {
        response.end();
      }
    },
  };
}

/** @returns whether the watch goes on; it does not where its version is too old */
function start(
  { store }: ApiContext,
  { def, namespace }: ResourceTarget,
  events: EventWriter,
  { version, sendInitialEvents, markInitialEventsEnd }: WatchOptions,
): boolean {
  if (sendInitialEvents) {
    for (const object of store.list(def.group, def.kind, { namespace })) {
      events.present(object);
    }
    if (markInitialEventsEnd) {
      events.bookmark(store.resourceVersion, {
        'k8s.io/initial-events-end': 'true',
      });
    }
    return true;
  }
  if (version === 0) {
    return true;
  }
  const missed = store.changesSince(version);
  if (!missed) {
    events.error(
      expired(`too old resource version: ${version} (${store.oldestVersion})`),
    );
    return false;
  }
  missed
    .filter(change => concerns(change, def, namespace))
    .forEach(change => events.change(change));
  return true;
}

function follow(
  { clock, store, streams }: ApiContext,
  { def, namespace }: ResourceTarget,
  events: EventWriter,
  response: ServerResponse,
  {
    version,
    bookmarks,
    timeoutSeconds = DEFAULT_TIMEOUT_SECONDS,
  }: WatchOptions,
) {
  const mark = () => bookmarks && events.bookmark(store.resourceVersion);
  let cancelMark = () => {};
  const markInTime = () => {
    cancelMark = clock.schedule(BOOKMARK_EVERY_MS, () => {
      mark();
      markInTime();
    });
  };
  markInTime();

  const unsubscribe = store.onChange(change => {
    if (
      concerns(change, def, namespace) &&
      change.resourceVersion > version &&
      !events.change(change)
    ) {
      response.destroy();
    }
  });
  const timeout = setTimeout(() => {
    mark();
    response.end();
  }, timeoutSeconds * 1000);
  response.on('close', () => {
    unsubscribe();
    cancelMark();
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
