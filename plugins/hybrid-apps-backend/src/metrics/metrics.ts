import { Measurement } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Clock } from '../clock';
import { ClusterHandle, KubeClient, resourcePath } from '../clusters';
import { getOrMake } from '../getOrMake';
import { keepBriefly } from '../keepBriefly';
import {
  createLimiter,
  Limiter,
  Limits,
  TooManyRequestsError,
} from '../limiter';
import { PodsAsked } from './asked';
import { Figures, readFigures } from './read';
import { isUnmeasured, whyNot } from './whyNot';

/** What was measured, by name; nothing where the measurement says why. */
export interface Measured {
  measurement: Measurement;
  figures: ReadonlyMap<string, Figures>;
}

/** A cluster that is asked. */
export type MeasuredCluster = Pick<
  ClusterHandle,
  'name' | 'state' | 'clientFor'
>;

/**
 * What is used on clusters, as of some seconds ago at most. It is asked for in the
 * portal's own name: whoever calls sees to it that who is told may know.
 */
export interface Metrics {
  /** @param caller - for whom, like `user:default/ana` */
  nodes(cluster: MeasuredCluster, caller: string): Promise<Measured>;
  pods(
    cluster: MeasuredCluster,
    namespace: string,
    asked: PodsAsked,
    caller: string,
  ): Promise<Measured>;
}

/** metrics-server measures every 15 seconds, unless told. Source: its flag --metric-resolution. */
const KEPT_MS = 10_000;
const KEPT = 1_000;

/** Who looks at a page waits no longer for what is an addition to it. */
const TIMEOUT_MS = 3_000;

/** More than a cluster can have of either (https://kubernetes.io/docs/setup/best-practices/cluster-large), so that no answer is without an end. */
const MOST_ITEMS = { nodes: 10_000, pods: 5_000 };

/** Of one cluster, whose account of what is used is made anew for each request. */
const REQUESTS: Limits = {
  of: 'requests for what is used on one cluster',
  perCaller: 4,
  inAll: 8,
  waiting: 50,
  waitMs: TIMEOUT_MS,
  retryAfterSeconds: 5,
};

/** Older than this it tells nothing of now: metrics-server forgets what it cannot measure again. */
const STALE_MS = 3 * 60_000;

const GROUP = { group: 'metrics.k8s.io', version: 'v1beta1' };

/**
 * What was measured as of now. What is too old says nothing of now and is left out,
 * as what was not measured; where all of it is, it is told as that.
 */
function measuredAt(now: Date, all: readonly Figures[]): Measured {
  const fresh = all.filter(
    ({ at }) => at === undefined || now.getTime() - Date.parse(at) <= STALE_MS,
  );
  const isStale = fresh.length === 0 && all.length > 0;
  const told = isStale ? all : fresh;
  const [at] = told.flatMap(one => one.at ?? []).sort();
  const windows = told.flatMap(one => one.windowSeconds ?? []);
  return {
    measurement: {
      state: isStale ? 'stale' : 'measured',
      ...(at && { at }),
      ...(windows.length > 0 && {
        windowSeconds: windows.reduce((a, b) => Math.max(a, b)),
      }),
      ...(isStale && {
        message:
          'It was measured too long ago to tell of now. Look at what serves metrics.k8s.io, like metrics-server.',
      }),
    },
    figures: new Map(told.map(one => [one.name, one])),
  };
}

const nothing = (measurement: Measurement): Measured => ({
  measurement,
  figures: new Map(),
});

async function listed(
  client: KubeClient,
  resource: 'nodes' | 'pods',
  { namespace, labelSelector }: { namespace?: string; labelSelector?: string },
): Promise<Figures[]> {
  const found: Figures[] = [];
  const parts = await client.list({
    path: resourcePath({ ...GROUP, plural: resource }, { namespace }),
    query: { labelSelector },
    timeoutMs: TIMEOUT_MS,
  });
  for await (const items of parts) {
    found.push(...items.flatMap(item => readFigures(item) ?? []));
    if (found.length >= MOST_ITEMS[resource]) {
      break;
    }
  }
  return found;
}

/** One Pod; nothing where it is not measured yet. */
async function got(
  client: KubeClient,
  namespace: string,
  name: string,
): Promise<Figures[]> {
  try {
    const { body } = await client.request({
      method: 'GET',
      path: resourcePath({ ...GROUP, plural: 'pods' }, { namespace, name }),
      timeoutMs: TIMEOUT_MS,
    });
    return [readFigures(body) ?? []].flat();
  } catch (error) {
    if (isUnmeasured(error, name)) {
      return [];
    }
    throw error;
  }
}

/**
 * Asks clusters what is used, once for all who want to know the same in ten
 * seconds, so many requests at a time, and with a failure as an answer.
 *
 * @param options.now - the time of day, by which figures are old
 * @param options.ticks - in milliseconds, by which answers are kept
 */
export function createMetrics(options: {
  now: Clock;
  ticks?: () => number;
}): Metrics {
  const { now, ticks = () => performance.now() } = options;
  const kept = keepBriefly<Measured>({ ms: KEPT_MS, most: KEPT, now: ticks });
  const limiters = new Map<string, Limiter>();

  async function measure(
    cluster: MeasuredCluster,
    caller: string,
    resource: 'nodes' | 'pods',
    ask: (client: KubeClient) => Promise<Figures[]>,
  ): Promise<Measured> {
    const { name } = cluster;
    if (cluster.state === 'per-user') {
      return nothing({
        state: 'unknown',
        message: `Cluster '${name}' takes each user's own token, and the portal asks for what is used in its own name alone.`,
      });
    }
    const limiter = getOrMake(limiters, name, () => createLimiter(REQUESTS));
    try {
      const figures = await limiter.run(caller, () =>
        ask(cluster.clientFor(caller)),
      );
      return measuredAt(now(), figures);
    } catch (error) {
      // Of one caller's turn, which is nobody else's answer.
      if (error instanceof TooManyRequestsError) {
        throw error;
      }
      return nothing(whyNot(error, name, resource));
    }
  }

  /** What was kept of it, or measured now. */
  async function answer(
    cluster: MeasuredCluster,
    resource: 'nodes' | 'pods',
    measured: Promise<Measured>,
  ): Promise<Measured> {
    try {
      return await measured;
    } catch (error) {
      return nothing(whyNot(error, cluster.name, resource));
    }
  }

  return {
    nodes: (cluster, caller) =>
      answer(
        cluster,
        'nodes',
        kept(JSON.stringify([cluster.name]), () =>
          measure(cluster, caller, 'nodes', client =>
            listed(client, 'nodes', {}),
          ),
        ),
      ),
    pods: (cluster, namespace, asked, caller) =>
      answer(
        cluster,
        'pods',
        kept(JSON.stringify([cluster.name, namespace, asked]), () =>
          measure(cluster, caller, 'pods', async client => {
            if (asked.by === 'labels') {
              return listed(client, 'pods', {
                namespace,
                labelSelector: asked.selector,
              });
            }
            const each = asked.names.map(name => got(client, namespace, name));
            return (await Promise.all(each)).flat();
          }),
        ),
      ),
  };
}
