import { Enforcement } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import { at, flag, list, number, text, texts } from '../objects';
import { NETWORK_PLUGINS, NetworkPlugin } from './networkPlugins';

/** A plugin whose DaemonSet runs, and what it does with policies. */
interface Found {
  plugin: string;
  version?: string;
  enforced: Enforcement['enforced'];
  message?: string;
}

/**
 * Whether pods of a DaemonSet are part of nodes' networks. A workload of that
 * name on the pod network is none, nor is one that was left where no node
 * takes it.
 */
const runsOnNodes = (daemonSet: KubeObject): boolean =>
  flag(at(daemonSet, 'spec', 'template', 'spec', 'hostNetwork')) &&
  number(at(daemonSet, 'status', 'desiredNumberScheduled')) !== 0;

function foundIn(
  { plugin, container, enforced }: NetworkPlugin,
  daemonSet: KubeObject,
): Found {
  const containers = list(
    at(daemonSet, 'spec', 'template', 'spec', 'containers'),
  ).map(one => ({
    name: text(at(one, 'name')) ?? '',
    image: text(at(one, 'image')),
    args: texts(at(one, 'args')),
  }));
  // A digest may follow the tag, and a port stands in the registry's name.
  const image = containers
    .find(({ name }) => container?.test(name))
    ?.image?.split('@')[0];
  const tag = image && /:([^/:]+)$/.exec(image)?.[1];
  const version = tag?.replace(/^v(?=\d+\.)/, '');
  return {
    plugin,
    ...(version && { version }),
    ...enforced({
      version: tag,
      containers: new Map(containers.map(({ name, args }) => [name, args])),
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
    message: `These run on the nodes: ${versions}. ${
      enforcing.length > 1
        ? 'Each of them enforces NetworkPolicies, and of other policies its own kinds alone.'
        : `${namesOf(enforcing)} enforces policies.`
    }`,
  };
}

const isKnown = (store: ClusterStore, resource: string): boolean =>
  store
    .knowledge()
    .some(({ kind, state }) => kind === resource && state === 'synced');

/**
 * What makes a cluster's policies effective: what runs on its nodes, by the
 * DaemonSets of network plugins. CustomResourceDefinitions stay behind when a
 * plugin is replaced, so that they are no more than a hint where none is seen.
 */
export function detectEnforcement(store: ClusterStore): Enforcement {
  const cluster = store.name;
  const daemonSets = store
    .list({ group: 'apps', kind: 'DaemonSet' })
    .filter(runsOnNodes);
  const running = NETWORK_PLUGINS.flatMap(known => {
    const daemonSet = daemonSets.find(({ metadata }) =>
      known.daemonSets.includes(metadata.name),
    );
    return daemonSet ? [foundIn(known, daemonSet)] : [];
  });
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
  return {
    cluster,
    enforced: 'unknown',
    message: seesDaemonSets
      ? 'No network plugin is recognised in this cluster, so nobody can tell here whether it enforces policies.'
      : 'The network plugin is not known, as the DaemonSets of this cluster cannot be read.',
  };
}
