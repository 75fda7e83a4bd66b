import {
  Measurement,
  ObjectInside,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, isKnownIn, KubeObject } from '../clusters';
import { podRequest, podsOf } from '../kinds';
import { at, list, podTemplateOf, quantity, text } from '../objects';
import { askFor } from './asked';
import { findingsNow } from './findingsNow';
import { Measured, MeasuredCluster, Metrics } from './metrics';
import { Amounts, amounts, Figures, summed } from './read';

type UseInside = NonNullable<ObjectInside['use']>;
type Use = NonNullable<UseInside['total']>;
type ContainerUse = UseInside['containers'][number];
type PodUse = UseInside['pods'][number];

/** So many Pods are told one by one. */
const MOST_PODS = 25;

const isSaid = (some: Amounts): boolean => Object.keys(some).length > 0;

const useOf = (used: Amounts, requested: Amounts, limit: Amounts): Use => ({
  used,
  ...(isSaid(requested) && { requested }),
  ...(isSaid(limit) && { limit }),
});

const added = (all: readonly Use[]): Use =>
  useOf(
    summed(all.map(({ used }) => used)),
    summed(all.map(({ requested = {} }) => requested)),
    summed(all.map(({ limit = {} }) => limit)),
  );

/** What a container may have, by `requests` or `limits`. */
const resourcesOf = (container: unknown, field: 'requests' | 'limits') =>
  amounts(resource => quantity(at(container, 'resources', field, resource)));

/** Those of its spec that run on, by name; sidecars are init containers. Source: KEP-753. */
const containersOf = (pod: KubeObject): Map<string | undefined, unknown> =>
  new Map(
    (['initContainers', 'containers'] as const)
      .flatMap(field => list(at(pod, 'spec', field)))
      .map(container => [text(at(container, 'name')), container]),
  );

/** What a Pod as a whole may not exceed: no limit where one of its containers has none. */
const limitOf = (pod: KubeObject): Amounts =>
  amounts(
    resource =>
      quantity(at(pod, 'spec', 'resources', 'limits', resource)) ??
      summed(
        list(at(pod, 'spec', 'containers')).map(one =>
          resourcesOf(one, 'limits'),
        ),
      )[resource],
  );

/** What Pods request, and may not exceed, together; nothing of what one of them does not say. */
export const claimsOf = (
  pods: readonly KubeObject[],
): { requested: Amounts; limit: Amounts } => ({
  requested: summed(
    pods.map(pod => amounts(resource => podRequest(at(pod, 'spec'), resource))),
  ),
  limit: summed(pods.map(limitOf)),
});

/** The Pods of an object that run, and so use something. */
export const runningPods = (
  object: KubeObject,
  store: ClusterStore,
): KubeObject[] =>
  podsOf(object, store).filter(pod => at(pod, 'status', 'phase') === 'Running');

function podUse(pod: KubeObject, figures: Figures): PodUse {
  const declared = containersOf(pod);
  const spec = at(pod, 'spec');
  return {
    name: pod.metadata.name,
    ...(figures.at && { at: figures.at }),
    ...useOf(
      figures.used,
      amounts(resource => podRequest(spec, resource)),
      limitOf(pod),
    ),
    containers: [...figures.containers].map(([name, used]) => {
      const container = declared.get(name);
      return {
        name,
        ...useOf(
          used,
          resourcesOf(container, 'requests'),
          resourcesOf(container, 'limits'),
        ),
      };
    }),
  };
}

function byContainer(pods: readonly PodUse[]): ContainerUse[] {
  const found = new Map<string, Use[]>();
  for (const { name, ...use } of pods.flatMap(pod => pod.containers)) {
    found.set(name, [...(found.get(name) ?? []), use]);
  }
  return [...found].map(([name, uses]) => ({ name, ...added(uses) }));
}

const compare = (one: PodUse, other: PodUse): number =>
  (other.used.memory ?? 0) - (one.used.memory ?? 0) ||
  (one.name < other.name ? -1 : 1);

/** What the Pods of an object use, of those that were measured. */
export function describeUse(
  pods: readonly KubeObject[],
  { measurement, figures }: Measured,
  ofLauncher: boolean,
): UseInside {
  const uses = pods
    .flatMap(pod => {
      const found = figures.get(pod.metadata.name);
      return found ? [podUse(pod, found)] : [];
    })
    .sort(compare);
  const isUnmeasured = measurement.state === 'measured' && uses.length === 0;
  const findings = findingsNow(
    pods,
    measurement.state === 'measured' && !ofLauncher ? uses : [],
  );
  return {
    measurement: isUnmeasured
      ? {
          state: 'unknown',
          message:
            'Its Pods are not measured yet: a Pod is about a minute after its start.',
        }
      : measurement,
    ...(ofLauncher && { ofLauncher }),
    running: pods.length,
    measured: uses.length,
    ...(uses.length > 0 && { total: added(uses) }),
    containers: byContainer(uses),
    pods: uses.slice(0, MOST_PODS),
    ...(findings.length > 0 && { findings }),
  };
}

const nothing = (measurement: Measurement, ofLauncher: boolean): UseInside =>
  describeUse([], { measurement, figures: new Map() }, ofLauncher);

/**
 * What the Pods use that come of an object; undefined for what makes none. Of a VM
 * these are its virt-launcher Pods.
 *
 * @param store - as its viewer is shown it
 */
export async function useInside(
  object: KubeObject,
  store: ClusterStore,
  {
    cluster,
    metrics,
    caller,
  }: {
    cluster: MeasuredCluster;
    metrics: Pick<Metrics, 'pods'>;
    caller: string;
  },
): Promise<UseInside | undefined> {
  const { namespace } = object.metadata;
  if (!podTemplateOf(object) || namespace === undefined) {
    return undefined;
  }
  const ofLauncher = store.kinds.of(object)?.category === 'vm';
  const pods = runningPods(object, store);
  if (pods.length > 0) {
    const asked = askFor(pods);
    return describeUse(
      pods,
      await metrics.pods(cluster, namespace, asked, caller),
      ofLauncher,
    );
  }
  const arePodsKnown = store
    .knowledge()
    .some(one => one.kind === 'pods' && isKnownIn(one, namespace));
  return nothing(
    arePodsKnown
      ? { state: 'idle' }
      : {
          state: 'unknown',
          message: `The Pods of namespace '${namespace}' are not all known, so that nobody can tell here what is used.`,
        },
    ofLauncher,
  );
}
