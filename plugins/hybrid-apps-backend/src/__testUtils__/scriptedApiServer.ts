import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import {
  asMetadata,
  GoneAs,
  HistoryEvent,
  OpenWatch,
  ScriptedObject,
  status,
} from './scriptedAnswers';
import { answerDiscovery, ScriptedKind } from './scriptedDiscovery';

export type { ScriptedKind, ScriptedObject };

/**
 * The reading half of an API server over a real socket, whose misfortunes a
 * test directs one by one: watches cut at a byte, history compacted, outages.
 * What it must get right is small enough to see; all else is the sandbox's.
 */
export async function startScriptedApiServer(options: {
  kinds: readonly ScriptedKind[];
  /** Whether aggregated discovery is known, as it is from Kubernetes 1.26. */
  aggregatedDiscovery?: boolean;
}) {
  let kinds = [...options.kinds];
  const objects = new Map<string, ScriptedObject>();
  const snapshots = new Map<string, ScriptedObject[]>();
  const watches = new Set<OpenWatch>();
  const sockets = new Set<Socket>();
  const forbidden = new Set<string>();
  /** Where the account has rights; everywhere, and as a whole, where it is not set. */
  let allowedIn: ReadonlySet<string> | undefined;
  const silentGroups = new Set<string>();
  const requests: Array<{
    path: string;
    query: Record<string, string>;
    accept: string;
    authorization?: string;
  }> = [];
  let history: HistoryEvent[] = [];
  let version = 1;
  let compactedTo = 0;
  let down = false;
  let failNext = 0;
  const failingIn = new Set<string>();
  let goneAs: GoneAs = 'status';
  let isMute = false;
  let forgetsLists = false;
  let busyNext = 0;
  let expireNext = 0;
  const hanging = new Set<string>();
  let acceptedToken: string | undefined;

  const pathOf = ({ group, version: served, plural }: ScriptedKind) =>
    group ? `/apis/${group}/${served}/${plural}` : `/api/${served}/${plural}`;

  function send(response: ServerResponse, code: number, body: unknown) {
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  const isFor = (
    { plural, namespace }: OpenWatch,
    event: Pick<HistoryEvent, 'plural' | 'object'>,
  ) =>
    event.plural === plural &&
    (!namespace || event.object.metadata.namespace === namespace);

  function writeEvent(
    watch: OpenWatch,
    { type, object }: Pick<HistoryEvent, 'type' | 'object'>,
  ) {
    const shown = watch.metadataOnly ? asMetadata(object) : object;
    watch.response.write(`${JSON.stringify({ type, object: shown })}\n`);
  }

  function list(
    response: ServerResponse,
    plural: string,
    query: URLSearchParams,
    metadataOnly: boolean,
    namespace?: string,
  ) {
    const token = query.get('continue');
    const [at, offset] = token
      ? [token.split(':')[0], Number(token.split(':')[1])]
      : [String(version), 0];
    const snapshot = `${plural}/${namespace ?? ''}@${at}`;
    if (token && busyNext > 0) {
      busyNext--;
      response.setHeader('retry-after', '1');
      send(response, 429, status(429, 'TooManyRequests', 'try again later'));
      return;
    }
    if (token && expireNext > 0) {
      expireNext--;
      snapshots.clear();
    }
    const all = token
      ? snapshots.get(snapshot)
      : [...objects]
          .filter(([key]) => key.startsWith(`${plural}/`))
          .map(([, object]) => object)
          .filter(
            ({ metadata }) => !namespace || metadata.namespace === namespace,
          );
    if (!all) {
      send(response, 410, status(410, 'Expired', 'The list is too old.'));
      return;
    }
    const limit = Number(query.get('limit') ?? 0) || all.length;
    const more = offset + limit < all.length;
    if (more) {
      snapshots.set(snapshot, all);
    }
    send(response, 200, {
      kind: 'List',
      metadata: {
        resourceVersion: at,
        ...(more && { continue: `${at}:${offset + limit}` }),
      },
      // The items of a list do not name their type.
      items: all
        .slice(offset, offset + limit)
        .map(({ apiVersion, kind, ...rest }) =>
          metadataOnly ? asMetadata({ apiVersion, kind, ...rest }) : rest,
        ),
    });
    if (forgetsLists) {
      version++;
      compactedTo = version;
    }
  }

  function beginWatch(
    response: ServerResponse,
    plural: string,
    query: URLSearchParams,
    metadataOnly: boolean,
    namespace?: string,
  ) {
    const from = Number(query.get('resourceVersion'));
    const gone = status(410, 'Expired', `too old resource version: ${from}`);
    if (from < compactedTo && goneAs === 'status') {
      send(response, 410, gone);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (isMute || (from < compactedTo && goneAs === 'end')) {
      response.end();
      return;
    }
    if (from < compactedTo) {
      const object =
        goneAs === 'failure'
          ? status(500, 'InternalError', 'conversion webhook failed')
          : gone;
      response.end(`${JSON.stringify({ type: 'ERROR', object })}\n`);
      return;
    }
    const open = { plural, namespace, response, metadataOnly };
    history
      .filter(event => isFor(open, event) && event.version > from)
      .forEach(event => writeEvent(open, event));
    watches.add(open);
    response.on('close', () => watches.delete(open));
  }

  function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://scripted');
    const accept = request.headers.accept ?? '';
    const { authorization } = request.headers;
    requests.push({
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      accept,
      authorization,
    });
    const discovered = answerDiscovery(url.pathname, accept, {
      kinds,
      aggregated: options.aggregatedDiscovery !== false,
      silentGroups,
    });
    if (acceptedToken && authorization !== `Bearer ${acceptedToken}`) {
      send(response, 401, status(401, 'Unauthorized', 'Unauthorized'));
    } else if (failNext > 0) {
      failNext--;
      send(response, 500, status(500, 'InternalError', 'etcd has no leader'));
    } else if (url.pathname === '/version') {
      send(response, 200, { gitVersion: 'v1.36.2' });
    } else if (discovered) {
      send(response, discovered.code, discovered.body);
    } else {
      const namespace = /\/namespaces\/([^/]+)/.exec(url.pathname)?.[1];
      const path = url.pathname.replace(/\/namespaces\/[^/]+/, '');
      const kind = kinds.find(served => pathOf(served) === path);
      const metadataOnly = accept.includes('as=PartialObjectMetadata');
      if (namespace !== undefined && failingIn.has(namespace)) {
        send(response, 500, status(500, 'InternalError', 'out of order'));
      } else if (!kind) {
        send(response, 404, status(404, 'NotFound', 'not found'));
      } else if (
        forbidden.has(kind.plural) ||
        allowedIn?.has(namespace ?? '') === false
      ) {
        const message = `${kind.plural} is forbidden: User "portal" cannot list`;
        send(response, 403, status(403, 'Forbidden', message));
      } else if (url.searchParams.get('watch') === 'true') {
        beginWatch(
          response,
          kind.plural,
          url.searchParams,
          metadataOnly,
          namespace,
        );
      } else if (!hanging.has(kind.plural)) {
        list(response, kind.plural, url.searchParams, metadataOnly, namespace);
      }
    }
  }

  const server = createServer(answer);
  server.on('connection', socket => {
    if (down) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  function record(
    type: HistoryEvent['type'],
    plural: string,
    object: ScriptedObject,
  ) {
    const event = { version, plural, type, object };
    history.push(event);
    for (const open of watches) {
      if (isFor(open, event)) {
        writeEvent(open, event);
      }
    }
  }

  const keyOf = (
    plural: string,
    object: { name: string; namespace?: string },
  ) => `${plural}/${object.namespace ?? ''}/${object.name}`;

  return {
    url: `http://127.0.0.1:${port}`,
    /** Every request so far. */
    requests,
    /** How many watches are open. */
    get watchCount() {
      return watches.size;
    },
    /** What a list of the kind would hold. */
    contents: (plural: string) =>
      [...objects]
        .filter(([key]) => key.startsWith(`${plural}/`))
        .map(([, object]) => object),

    /** Creates the object, or replaces it; its uid stays while its name is taken. */
    put(
      plural: string,
      object: {
        metadata: {
          name: string;
          namespace?: string;
          [field: string]: unknown;
        };
        [field: string]: unknown;
      },
    ): ScriptedObject {
      const kind = kinds.find(served => served.plural === plural);
      if (!kind) {
        throw new Error(`${plural} is not served`);
      }
      const key = keyOf(plural, object.metadata);
      const before = objects.get(key);
      version++;
      const stored: ScriptedObject = {
        apiVersion: kind.group ? `${kind.group}/${kind.version}` : kind.version,
        kind: kind.kind,
        ...object,
        metadata: {
          ...object.metadata,
          uid: before?.metadata.uid ?? `uid-${version}`,
          resourceVersion: String(version),
        },
      };
      objects.set(key, stored);
      record(before ? 'MODIFIED' : 'ADDED', plural, stored);
      return stored;
    },
    remove(plural: string, name: { name: string; namespace?: string }) {
      const key = keyOf(plural, name);
      const before = objects.get(key);
      if (before) {
        version++;
        objects.delete(key);
        record('DELETED', plural, {
          ...before,
          metadata: { ...before.metadata, resourceVersion: String(version) },
        });
      }
    },

    serve(next: readonly ScriptedKind[]) {
      kinds = [...next];
    },
    /** Registered, but the API service behind it is down. */
    silence: (group: string) => silentGroups.add(group),
    unsilence: (group: string) => silentGroups.delete(group),
    forbid: (plural: string) => forbidden.add(plural),
    allow: (plural: string) => forbidden.delete(plural),
    /** Leaves rights in these namespaces alone, or gives all where none are told. */
    allowOnlyIn(namespaces?: readonly string[]) {
      allowedIn = namespaces && new Set(namespaces);
    },
    /** Refuses every token but this one. */
    acceptToken(token: string) {
      acceptedToken = token;
    },
    /** Answers so many requests with 500. */
    fail(times: number) {
      failNext = times;
    },
    /** Answers all requests for this namespace with 500. */
    failIn: (namespace: string) => failingIn.add(namespace),
    sendBookmarks() {
      for (const { plural, response } of watches) {
        const kind = kinds.find(served => served.plural === plural)?.kind;
        const object = { kind, metadata: { resourceVersion: String(version) } };
        response.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
      }
    },
    /** Ends every watch, or those of one kind, in good order. */
    endWatches(plural?: string) {
      for (const open of watches) {
        if (plural === undefined || open.plural === plural) {
          open.response.end();
          watches.delete(open);
        }
      }
    },
    /** Breaks every watch, after these bytes. */
    cutWatches(lastBytes = '') {
      for (const { response } of watches) {
        if (lastBytes) {
          response.write(lastBytes, () => response.destroy());
        } else {
          response.destroy();
        }
      }
      watches.clear();
    },
    /** Forgets how things came to be: no watch can go on from before. */
    compact(as: GoneAs) {
      history = [];
      snapshots.clear();
      compactedTo = version;
      goneAs = as;
    },
    /** Changes so fast that each list is forgotten as soon as it is told, until it is called with `false`. */
    forgetLists(forgets: boolean) {
      forgetsLists = forgets;
    },
    /** Ends each watch at once, and empty, until it is called with `false`. */
    mute(mutes: boolean) {
      isMute = mutes;
    },
    /** Forgets lists before so many pages that go on with one. */
    expirePages(times: number) {
      expireNext = times;
    },
    /** Never answers a list of the kind. */
    hang: (plural: string) => hanging.add(plural),
    /** Has no time for so many pages that go on with a list. */
    refusePages(times: number) {
      busyNext = times;
    },
    /** No connection is taken, and none survives, until {@link recover}. */
    crash() {
      down = true;
      sockets.forEach(socket => socket.destroy());
    },
    /** Back, as after a restore: everything carries a newer version. */
    recover() {
      if (!down) {
        return;
      }
      down = false;
      version += 1000;
      for (const [key, object] of objects) {
        version++;
        objects.set(key, {
          ...object,
          metadata: { ...object.metadata, resourceVersion: String(version) },
        });
      }
      history = [];
      snapshots.clear();
      compactedTo = version;
    },
    async stop() {
      sockets.forEach(socket => socket.destroy());
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
}

export type ScriptedApiServer = Awaited<
  ReturnType<typeof startScriptedApiServer>
>;
