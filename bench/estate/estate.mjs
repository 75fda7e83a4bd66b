/** A cluster, a portal over it, and who changes it: started, signed in to, and stopped together. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../scripts/freePort.mjs';
import { createHttp } from './http.mjs';
import { APP, entityOf } from './objects.mjs';
import { startProcess } from './processes.mjs';

const READY_WITHIN_MS = 180_000;

/** Asks until there is an answer. */
async function eventually(look, what, withinMs = READY_WITHIN_MS) {
  const until = performance.now() + withinMs;
  let last;
  while (performance.now() < until) {
    try {
      const found = await look();
      if (found !== undefined) {
        return found;
      }
    } catch (error) {
      last = error;
    }
    await pause(50);
  }
  throw new Error(`${what} within ${withinMs / 1000} s: ${last ?? 'no'}`);
}

/** One who is signed in, and what they ask for. */
async function signIn(base, name) {
  const { request } = createHttp({ url: base });
  const { json } = await request('GET', '/api/auth/estate/refresh', {
    headers: { 'x-viewer': name },
  });
  const { token } = json().backstageIdentity;
  const http = createHttp({ url: base, token });
  const of = app => `/api/hybrid-apps/v1/apps/system/default/${app}`;
  const expect200 = async answer => {
    const { status, json: body } = await answer;
    if (status !== 200) {
      throw new Error(`${status}: ${JSON.stringify(body()).slice(0, 300)}`);
    }
    return answer;
  };
  return {
    token,
    topology: (app = APP) =>
      expect200(http.request('GET', `${of(app)}/topology`)),
    policy: () => expect200(http.request('GET', `${of(APP)}/policy`)),
    preview: body =>
      expect200(http.request('POST', `${of(APP)}/policy/preview`, { body })),
    object: id =>
      expect200(
        http.request('GET', `${of(APP)}/object?id=${encodeURIComponent(id)}`),
      ),
    /** A route that does nothing, by the same sign-in: what the backend costs by itself. */
    empty: () => expect200(http.request('GET', '/api/empty/')),
    clusters: () =>
      expect200(http.request('GET', '/api/hybrid-apps/v1/clusters')),
    /** The same app as the kubernetes plugin shows it. */
    kubernetes: () =>
      expect200(
        http.request('POST', `/api/kubernetes/services/${APP}`, {
          body: { entity: entityOf(APP), auth: {} },
        }),
      ),
  };
}

/**
 * @param {{ objects: number, namespaces: number }} size
 * @param {(text: string) => void} tell
 * @param {string} [kubeconfig] - of an API in place of the sandbox's
 */
export async function startEstate(size, tell, kubeconfig) {
  const folder = mkdtempSync(join(tmpdir(), 'estate-'));
  const processes = [];
  const start = async (...args) => {
    const started = await startProcess(...args);
    processes.push(started);
    return started;
  };
  const stop = async () => {
    await Promise.all(processes.map(one => one.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    tell(`fills a cluster with ${size.objects} objects`);
    const cluster = await start('apiServer.mjs', folder);
    const { access, unserved } = await cluster.ask('start', {
      ...size,
      kubeconfig,
    });
    if (unserved > 0) {
      tell(`${unserved} objects are of kinds that the cluster does not serve`);
    }
    tell('starts a portal');
    const port = await freePort();
    const portal = await start('portal.mjs', folder, {
      env: { NODE_ENV: 'production' },
    });
    const base = `http://127.0.0.1:${port}`;
    const started = portal.ask('start', { port, folder, access });
    const { began } = await started;
    const viewer = await eventually(
      () => signIn(base, 'first'),
      'The portal lets somebody in',
    );
    await eventually(async () => {
      const { items } = (await viewer.clusters()).json();
      return items[0]?.state === 'synced' || undefined;
    }, 'The cluster is synced');
    const startMs = Date.now() - began;
    const load = await start('load.mjs', folder);
    await load.ask('connect', { access, size });
    await eventually(
      async () => (await viewer.topology()).json().nodes.length || undefined,
      'The app is in the catalog, and has nodes',
    );
    return {
      base,
      startMs,
      viewer,
      viewers: count =>
        Promise.all(
          Array.from({ length: count }, (_, i) => signIn(base, `viewer-${i}`)),
        ),
      heap: () => portal.ask('heap'),
      resident: () => portal.ask('resident'),
      requests: () => portal.ask('requests'),
      loop: () => portal.ask('loop'),
      load,
      api: createHttp(access),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
