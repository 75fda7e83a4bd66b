import { setMaxListeners } from 'node:events';
import { Response } from 'express';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  hybridAppConsolePermission,
  ReadLogsQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Clusters, KubeIdentity, resourcePath } from '../clusters';
import { createLimiter } from '../limiter';
import { kindKey, nameOf } from '../objects';
import {
  createRowWriter,
  LogSource,
  logSourcesOf,
  LogsRead,
  readLogs,
} from '../operations/logs';
import { callerOf } from '../permissions';
import { LOGS } from './limits';
import { requireOwnAccount } from './ownAccount';
import { requireView } from './requireView';
import { requireOperate, Shown, shownIn } from './shownObject';
import { HybridAppsRouter, RouterOptions } from './types';

/** So long is one followed; then who reads asks again, and all rights are looked at again. */
const FOLLOW_MS = 10 * 60_000;
/** Something is written so often: proxies take half a minute of silence, and more. */
const PULSE_MS = 15_000;
const TAIL = 1_000;

const PODS = { group: '', version: 'v1', plural: 'pods' };

/** Is kept at the next change of a Pod in the namespace, or once it is over. */
function podsChange(
  clusters: Clusters,
  { store, namespace }: Shown,
  over: AbortSignal,
): Promise<void> {
  if (over.aborted) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const ended = new AbortController();
    const done = () => {
      ended.abort();
      resolve();
    };
    const unsubscribe = clusters.subscribe(({ cluster, objects }) => {
      const isMeant = objects.some(
        one => one.metadata.namespace === namespace && kindKey(one) === '/Pod',
      );
      if (cluster === store.name && isMeant) {
        done();
      }
    });
    ended.signal.addEventListener('abort', unsubscribe);
    over.addEventListener('abort', done, { signal: ended.signal });
  });
}

/** The logs of an object of an app, as a stream. */
export function addLogRoutes(
  router: HybridAppsRouter,
  options: RouterOptions,
): void {
  const { access, audit, closing, clusters, impersonation } = options;
  const limiter = createLimiter(LOGS);
  const requireViewOf = requireView(options);

  async function stream(
    shown: Shown,
    asked: ReadLogsQuery,
    { caller, as }: { caller: string; as: KubeIdentity | undefined },
    res: Response,
  ): Promise<LogsRead & { bytes: number }> {
    const { container, follow, previous, since, from, tail = TAIL } = asked;
    const { store, object, namespace } = shown;
    const handle = clusters.require(store.name);
    const client = handle.clientFor(caller);

    const gone = new AbortController();
    const over = new AbortController();
    // One for each Pod.
    setMaxListeners(0, gone.signal, over.signal);
    res.on('close', () => gone.abort());
    if (res.destroyed) {
      gone.abort();
    }
    const timer = setTimeout(() => over.abort(), FOLLOW_MS);
    timer.unref();
    const stop = () => over.abort();
    gone.signal.addEventListener('abort', stop);
    closing.addEventListener('abort', stop);

    const open = (source: LogSource & { container: string }) =>
      client.stream({
        path: resourcePath(PODS, {
          namespace,
          name: source.pod,
          subresource: 'log',
        }),
        query: {
          container: source.container,
          timestamps: true,
          tailLines: tail,
          ...(follow && { follow }),
          ...(previous && { previous }),
          ...(since !== undefined && { sinceSeconds: since }),
          ...(from !== undefined && { sinceTime: from }),
        },
        accept: '*/*',
        as,
        signal: over.signal,
        idleTimeoutMs: FOLLOW_MS,
      });

    res.status(200);
    res.set({
      'Content-Type': 'application/x-ndjson',
      // Compressed, it would wait for more; and so would a proxy that buffers.
      'Cache-Control': 'private, no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    res.flushHeaders();
    const rows = createRowWriter(res, PULSE_MS);
    try {
      const read = await readLogs({
        look() {
          // As it is now, and not as the picture that named it.
          const current = handle.store.get(nameOf(object));
          return current?.metadata.uid === object.metadata.uid
            ? logSourcesOf(current, handle.store, container)
            : undefined;
        },
        open,
        write: rows.write,
        ...(follow && {
          changed: () => podsChange(clusters, shown, over.signal),
        }),
        signal: gone.signal,
        deadline: over.signal,
      });
      return { ...read, bytes: rows.bytes };
    } finally {
      clearTimeout(timer);
      closing.removeEventListener('abort', stop);
      // Nobody takes what is left.
      if (res.writableNeedDrain) {
        res.destroy();
      }
      res.end();
    }
  }

  router.get('/v1/apps/:kind/:namespace/:name/logs', async (req, res) => {
    const { id, container, follow, previous, since, from } = req.query;
    await audit.write(
      {
        eventId: 'logs-read',
        request: req,
        meta: {
          object: id,
          ...(container !== undefined && { container }),
          follow: follow === true,
        },
      },
      async () => {
        const { view, viewer } = await requireViewOf(req, req.params);
        const { kind, namespace, name } = req.params;
        const { credentials } = viewer;
        await access.requireApp(
          { kind, namespace, name },
          hybridAppConsolePermission,
          credentials,
        );
        const shown = await shownIn(view, id);
        if (!shown) {
          throw new NotFoundError(
            `'${id}' is no object of '${view.members.entityRef}' that has logs, or it is gone.`,
          );
        }
        const cluster = shown.store.name;
        await requireOperate(access, credentials, {
          cluster,
          namespace: shown.namespace,
        });
        if (since !== undefined && from !== undefined) {
          throw new InputError("Of 'since' and 'from', only one can be given.");
        }
        if (follow && previous) {
          throw new InputError(
            "A log of a container that ended cannot be followed: leave out 'follow' or 'previous'.",
          );
        }
        requireOwnAccount(clusters.require(cluster));
        const as = await impersonation.identityFor(cluster, credentials);
        const caller = callerOf(credentials);
        return limiter.run(caller, () =>
          stream(shown, req.query, { caller, as }, res),
        );
      },
      ({ pods, bytes }) => [`${pods} Pods`, `${bytes} bytes`],
    );
  });
}
