import { ClusterChange } from '../clusters';
import { createClusterPolicies } from '../policy/clusterPolicy';
import { policyStatus } from '../policy/policyStatus';
import { answerInThread } from '../policy/thread/inThread';
import { resolveApp } from '../apps';
import {
  changingCluster,
  ChangingCluster,
  ClusterStep,
} from './changingCluster';
import { shop } from './shopOfParts';

/** Clusters that are followed, and what the thread says of them. */
export function follow(
  limits: Parameters<typeof answerInThread>[0]['limits'] = {},
) {
  const listeners = new Set<(change: ClusterChange) => void>();
  let clusters: ChangingCluster[] = [];
  let now = 0;
  const logged: string[] = [];
  const answers = answerInThread({
    stores: () => clusters.map(({ store }) => store),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    limits,
    logger: { error: message => logged.push(message) },
    now: () => now,
  });
  return {
    answers,
    listeners,
    logged,
    pass(ms: number) {
      now += ms;
    },
    /** In place of those that there were. */
    use(...names: string[]) {
      clusters = names.map(name =>
        changingCluster(name, change =>
          listeners.forEach(listener => listener(change)),
        ),
      );
      return clusters;
    },
  };
}

const labelled = (app: string) => ({
  metadata: { labels: { app, 'app.kubernetes.io/part-of': 'shop' } },
});
/** So that there is something to tell of from the first. */
export const beginning: ClusterStep[] = ['a', 'b'].flatMap(name => [
  {
    put: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'x', ...labelled(name).metadata },
      spec: { template: { ...labelled(name), spec: { containers: [] } } },
    },
  },
  {
    put: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'x', labels: { app: name } },
      spec: { containers: [] },
      status: { podIP: '10.0.0.1' },
    },
  },
]);

/** An app of clusters that begin alike, and what is asked of it. */
export function asking(world: ReturnType<typeof follow>, ...names: string[]) {
  const clusters = world.use(...names);
  clusters.forEach(one => one.take(...beginning));
  const stores = clusters.map(({ store }) => store);
  const app = resolveApp(shop, stores);
  return {
    clusters,
    stores,
    status: () => world.answers.status(app, stores),
    inPlace: () => policyStatus(app, stores, createClusterPolicies()),
    version: () => stores.map(world.answers.version).join(),
  };
}
