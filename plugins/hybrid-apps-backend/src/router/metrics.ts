import { NotFoundError } from '@backstage/errors';
import {
  ComponentMetrics,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { systemClock } from '../clock';
import { ClusterStore, KubeObject } from '../clusters';
import {
  claimsOf,
  describeOverTime,
  gridOf,
  runningPods,
  Sources,
  sourcesOf,
  unconfigured,
  untold,
  useInside,
} from '../metrics';
import { podTemplateOf } from '../objects';
import { callerOf } from '../permissions';
import { AppView, Drawn } from '../views';
import { requireView } from './requireView';
import { Shown, shownIn } from './shownObject';
import { HybridAppsRouter, RouterOptions } from './types';

/** So many components are told of one by one. */
const MOST_COMPONENTS = 50;

/** An object of the app, with whose series are its own. */
interface Asked extends Shown {
  sources: Sources;
  /** The node of the picture that stands for it. */
  node?: TopologyNode;
}

const isOfPods = (object: KubeObject): boolean =>
  podTemplateOf(object) !== undefined;

const sayAny = <T extends object>(some: T): T | undefined =>
  Object.keys(some).length > 0 ? some : undefined;

/** The components of an app that run something, as far as its viewer is shown them. */
async function componentsOf(
  view: AppView,
  { topology }: Drawn,
): Promise<Shown[]> {
  const shown = await Promise.all(
    topology.nodes
      .filter(({ category }) => category === 'vm' || category === 'container')
      .map(({ id }) => shownIn(view, id)),
  );
  return shown
    .flatMap(one => one ?? [])
    .filter(({ object }) => isOfPods(object))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the guest of a VM has, or all Pods together request and may use. */
function claims(
  object: KubeObject,
  store: ClusterStore,
  node: TopologyNode | undefined,
): Pick<ComponentMetrics, 'requested' | 'limit'> {
  if (store.kinds.of(object)?.category === 'vm') {
    const limit = node?.facts.resources;
    return limit ? { limit } : {};
  }
  const pods = runningPods(object, store);
  if (pods.length === 0) {
    return {};
  }
  const { requested, limit } = claimsOf(pods);
  return {
    ...(sayAny(requested) && { requested }),
    ...(sayAny(limit) && { limit }),
  };
}

/** Adds the route that tells what an app uses, now and over time. */
export function addMetricsRoutes(
  router: HybridAppsRouter,
  options: RouterOptions,
): void {
  const { clusters, metrics, overTime } = options;
  const requireViewOf = requireView(options);

  async function describe(
    all: readonly Asked[],
    when: ReturnType<typeof gridOf>,
    { caller, isOne }: { caller: string; isOne: boolean },
  ): Promise<ComponentMetrics[]> {
    const byCluster = new Map<string, ReturnType<typeof overTime.ask>>();
    for (const { store } of all) {
      const { name } = store;
      // Whom a cluster shows what by their own token, the portal does not ask for in its own name.
      const isAsked =
        overTime.isConfigured(name) && clusters.get(name)?.state !== 'per-user';
      if (isAsked && !byCluster.has(name)) {
        const sources = all
          .filter(one => one.store.name === name)
          .map(one => one.sources);
        byCluster.set(name, overTime.ask(name, sources, when, caller));
      }
    }
    return Promise.all(
      all.map(async ({ id, object, store, namespace, sources, node }) => {
        const cluster = clusters.require(store.name);
        const [use, asked] = await Promise.all([
          useInside(object, store, { cluster, metrics, caller }),
          byCluster.get(store.name),
        ]);
        const own = claims(object, store, node);
        const { source, series, findings } = asked
          ? describeOverTime(store.name, sources, asked, {
              grid: when.grid,
              memory: own.limit?.memory,
            })
          : {
              source: overTime.isConfigured(store.name)
                ? untold(store.name)
                : unconfigured(store.name),
              series: [],
              findings: [],
            };
        return {
          id,
          cluster: store.name,
          namespace,
          kind: object.kind,
          name: object.metadata.name,
          source,
          ...(use && { use: isOne ? use : { ...use, pods: [] } }),
          ...own,
          series,
          findings: [...findings, ...(use?.findings ?? [])],
        };
      }),
    );
  }

  router.get('/v1/apps/:kind/:namespace/:name/metrics', async (req, res) => {
    const { view, viewer } = await requireViewOf(req, req.params);
    const { id, range = '1h' } = req.query;
    const drawn = await view.drawn();
    const one = id === undefined ? undefined : await shownIn(view, id);
    if (id !== undefined && !(one && isOfPods(one.object))) {
      throw new NotFoundError(
        `'${id}' is no object of '${view.members.entityRef}' that runs Pods or a VM, or it is gone.`,
      );
    }
    const found = one ? [one] : await componentsOf(view, drawn);
    const told = found.slice(0, MOST_COMPONENTS);
    const when = gridOf(range, systemClock());
    const { from, stepSeconds, count } = when.grid;
    const { entityRef, knowledge, nodes } = drawn.topology;
    const at = (seconds: number) => new Date(seconds * 1_000).toISOString();
    res.json({
      entityRef,
      range,
      from: at(from),
      until: at(from + (count - 1) * stepSeconds),
      stepSeconds,
      windowSeconds: when.windowSeconds,
      components: await describe(
        told.map(shown => ({
          ...shown,
          sources: sourcesOf(shown.object, shown.store),
          node: nodes.find(
            node =>
              node.id === shown.id ||
              node.members.some(member => member.id === shown.id),
          ),
        })),
        when,
        { caller: callerOf(viewer.credentials), isOne: one !== undefined },
      ),
      left: found.length - told.length,
      knowledge,
    });
  });
}
