import { Enforcement } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, isKnown, KubeObject } from '../clusters';
import { IsOfCluster } from '../namespaces';
import { at, flag, imageTag, list, number, text, texts } from '../objects';
import { k3sOf } from './k3s';
import { NETWORK_PLUGINS, NetworkPlugin } from './networkPlugins';

/** A plugin that runs, and what it does with policies. */
export type Found = Omit<Enforcement, 'cluster'> & { plugin: string };

/**
 * Whether pods of a DaemonSet are part of nodes' networks. A workload of that
 * name on the pod network is none, nor is one that was left where no node
 * takes it.
 */
const runsOnNodes = (daemonSet: KubeObject): boolean =>
  flag(at(daemonSet, 'spec', 'template', 'spec', 'hostNetwork')) &&
  number(at(daemonSet, 'status', 'desiredNumberScheduled')) !== 0;

const containersOf = (workload: KubeObject | undefined) =>
  list(at(workload, 'spec', 'template', 'spec', 'containers')).map(one => ({
    name: text(at(one, 'name')) ?? '',
    image: text(at(one, 'image')),
    words: [...texts(at(one, 'command')), ...texts(at(one, 'args'))],
  }));

/** Whether a DaemonSet is one of a plugin's. */
function isOf(
  { daemonSets, namespace, container }: NetworkPlugin,
  daemonSet: KubeObject,
): boolean {
  const { metadata } = daemonSet;
  return daemonSets === undefined
    ? containersOf(daemonSet).some(({ name }) => container.test(name))
    : daemonSets.includes(metadata.name) &&
        (namespace ?? metadata.namespace) === metadata.namespace;
}

function foundIn(
  { plugin, container, deployment, enforced }: NetworkPlugin,
  daemonSet: KubeObject,
  store: ClusterStore,
): Found {
  const beside =
    deployment === undefined
      ? undefined
      : store.get({
          group: 'apps',
          kind: 'Deployment',
          namespace: daemonSet.metadata.namespace,
          name: deployment,
        });
  const containers = [...containersOf(daemonSet), ...containersOf(beside)];
  const tag = imageTag(
    containers.find(({ name }) => container.test(name))?.image,
  );
  const version = tag?.replace(/^v(?=\d+\.)/, '');
  return {
    plugin,
    ...(version && { version }),
    ...enforced({
      version: tag,
      containers: new Map(containers.map(({ name, words }) => [name, words])),
    }),
  };
}

const namesOf = (found: ReadonlyArray<{ plugin: string }>): string =>
  found.map(({ plugin }) => plugin).join(' and ');

/** Of several, who enforces is told first, and whom it stands over: a chained plugin enforces for the one that connects the pods. */
function tell(cluster: string, running: readonly Found[]): Enforcement {
  const [only] = running;
  if (running.length === 1) {
    return { cluster, ...only };
  }
  const those = (enforced: Found['enforced']) =>
    running.filter(one => one.enforced === enforced);
  const enforcing = those('yes');
  const others = [...those('unknown'), ...those('no')];
  if (enforcing.length === 0) {
    const { enforced } = others[0];
    return {
      cluster,
      plugin: namesOf(others),
      enforced,
      message: those(enforced)
        .map(({ message }) => message)
        .join(' '),
    };
  }
  const versions = running
    .map(({ plugin, version }) => [plugin, version].filter(Boolean).join(' '))
    .join(', ');
  return {
    cluster,
    plugin: [enforcing, others]
      .filter(some => some.length > 0)
      .map(namesOf)
      .join(' over '),
    enforced: 'yes',
    message: [
      `These run on the nodes: ${versions}.`,
      enforcing.length > 1
        ? 'Each of them enforces NetworkPolicies, and of other policies its own kinds alone.'
        : `${namesOf(enforcing)} enforces policies.`,
      ...enforcing.flatMap(({ message }) => message ?? []),
    ].join(' '),
  };
}

/**
 * What runs on a cluster's nodes that has to do with policies: the DaemonSets of
 * network plugins, and what K3s has in itself where none of them enforces
 * policies.
 *
 * @param isOfCluster - the namespaces whose DaemonSets count; all unless told
 */
export function runningPlugins(
  store: ClusterStore,
  isOfCluster: IsOfCluster = () => true,
): { running: readonly Found[]; k3s?: Found } {
  const daemonSets = store
    .list({ group: 'apps', kind: 'DaemonSet' })
    .filter(
      daemonSet =>
        isOfCluster(store, daemonSet.metadata.namespace) &&
        runsOnNodes(daemonSet),
    );
  const plugins = NETWORK_PLUGINS.flatMap(known => {
    const daemonSet = daemonSets.find(one => isOf(known, one));
    return daemonSet ? [foundIn(known, daemonSet, store)] : [];
  });
  const k3s = plugins.some(({ enforced }) => enforced === 'yes')
    ? undefined
    : k3sOf(store);
  return {
    running: k3s?.enforced === 'yes' ? [k3s, ...plugins] : plugins,
    k3s,
  };
}

/**
 * What makes a cluster's policies effective: what runs on its nodes.
 * CustomResourceDefinitions stay behind when a plugin is replaced, so that they
 * are no more than a hint where none is seen.
 *
 * @param isOfCluster - the namespaces whose DaemonSets count; all unless told
 */
export function detectEnforcement(
  store: ClusterStore,
  isOfCluster: IsOfCluster = () => true,
): Enforcement {
  const cluster = store.name;
  const { running, k3s } = runningPlugins(store, isOfCluster);
  if (running.length > 0) {
    return tell(cluster, running);
  }
  const defined = NETWORK_PLUGINS.filter(
    ({ definition }) =>
      definition !== undefined &&
      store.get({
        group: 'apiextensions.k8s.io',
        kind: 'CustomResourceDefinition',
        name: definition,
      }) !== undefined,
  );
  const seesDaemonSets = isKnown(store, 'daemonsets.apps');
  if (defined.length > 0) {
    const plugin = namesOf(defined);
    return {
      cluster,
      plugin,
      enforced: 'unknown',
      message: seesDaemonSets
        ? `There are CustomResourceDefinitions of ${plugin}, but no DaemonSet of it runs on the nodes: they may be left over.`
        : `${plugin} is a guess from its CustomResourceDefinitions, which may be left over: the DaemonSets of this cluster cannot be read.`,
    };
  }
  if (k3s) {
    return { cluster, ...k3s };
  }
  return {
    cluster,
    enforced: 'unknown',
    message: seesDaemonSets
      ? 'No network plugin is recognised in this cluster, so nobody can tell here whether it enforces policies.'
      : 'The network plugin is not known, as the DaemonSets of this cluster cannot be read.',
  };
}
