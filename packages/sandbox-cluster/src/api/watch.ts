import { ServerResponse } from 'http';
import { apiVersionOf, Json, KubeObject } from '../objects';
import { expired, StatusError } from '../status';
import { Change } from '../store';
import { invalidOptions, parseVersion, selectionOf, viewOf } from './list';
import { Matches } from './selectors';
import { serveObject, View } from './serve';
import { ApiContext, ApiRequest, Reply, ResourceTarget } from './types';

const BOOKMARK_EVERY_MS = 60_000;
/** As long as kube-apiserver lets a watch run that asks for no time limit, at least. */
const DEFAULT_TIMEOUT_SECONDS = 1_800;
/** A client that reads so much slower than the cluster changes is cut off. */
const MAX_UNREAD_BYTES = 16 * 1024 * 1024;

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

class EventWriter {
  private isFirst = true;

  constructor(
    private readonly response: ServerResponse,
    private readonly view: View,
    private readonly matches: Matches,
  ) {}

  present(object: KubeObject) {
    if (this.matches(object)) {
      this.write('ADDED', this.serve(object));
    }
  }

  /**
   * What comes into the selection is ADDED, what leaves it is DELETED.
   *
   * @returns whether the client keeps up
   */
  change({ type, object, previous }: Change): boolean {
    const isIn = type !== 'DELETED' && this.matches(object);
    const wasIn = previous !== undefined && this.matches(previous);
    if (isIn) {
      this.write(wasIn ? 'MODIFIED' : 'ADDED', this.serve(object));
    } else if (wasIn && previous) {
      const { resourceVersion } = object.metadata;
      const last = type === 'DELETED' ? object : previous;
      this.write(
        'DELETED',
        this.serve({
          ...last,
          metadata: { ...last.metadata, resourceVersion },
        }),
      );
    }
    return this.response.writableLength < MAX_UNREAD_BYTES;
  }

  bookmark(version: number, annotations?: Record<string, string>) {
    const { def, version: apiVersion, representation } = this.view;
    const metadata = {
      resourceVersion: String(version),
      ...(annotations ? { annotations } : {}),
    };
    const bare =
      representation === 'object'
        ? {
            kind: def.kind,
            apiVersion: apiVersionOf(def.group, apiVersion),
            metadata,
          }
        : {
            kind: 'PartialObjectMetadata',
            apiVersion: 'meta.k8s.io/v1',
            metadata,
          };
    this.write('BOOKMARK', bare);
  }

  error({ status }: StatusError) {
    this.write('ERROR', { ...status });
  }

  private serve(object: KubeObject): Json {
    const served = serveObject(this.view, object, this.isFirst);
    this.isFirst = false;
    return served;
  }

  private write(type: string, object: Json) {
    this.response.write(`${JSON.stringify({ type, object })}\n`);
  }
}
