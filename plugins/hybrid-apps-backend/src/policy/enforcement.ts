import { Enforcement } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import { at, list, text } from '../objects';

/** How a network plugin shows, and whether it enforces NetworkPolicies. */
interface NetworkPlugin {
  plugin: string;
  /** The names of its DaemonSets. */
  daemonSets: readonly string[];
  /** The container that tells its version. */
  container?: RegExp;
  /** A CustomResourceDefinition that only it brings. */
  definition?: string;
  enforced(
    version: string | undefined,
  ): Pick<Enforcement, 'enforced' | 'message'>;
}

const always = () => ({ enforced: 'yes' as const });

const never = (message: string) => () => ({ enforced: 'no' as const, message });

/** The first kindnetd that enforces policies; its tags begin with their date. */
const KINDNET_ENFORCES_SINCE = 20240813;

/**
 * The network plugins that are recognised. Of several, the first counts: a
 * chained plugin that enforces policies (Calico over flannel, Cilium over the
 * AWS VPC CNI) stands before the one that it is chained to.
 */
const PLUGINS: readonly NetworkPlugin[] = [
  {
    plugin: 'Calico',
    daemonSets: ['calico-node', 'canal', 'rke2-canal'],
    container: /^calico-node$/,
    definition: 'felixconfigurations.crd.projectcalico.org',
    enforced: always,
  },
  {
    plugin: 'Cilium',
    daemonSets: ['cilium', 'anetd'],
    container: /^cilium-agent$/,
    definition: 'ciliumnetworkpolicies.cilium.io',
    enforced: always,
  },
  {
    plugin: 'Antrea',
    daemonSets: ['antrea-agent'],
    container: /^antrea-agent$/,
    definition: 'tiers.crd.antrea.io',
    enforced: always,
  },
  {
    plugin: 'OVN-Kubernetes',
    daemonSets: ['ovnkube-node', 'ovnkube-node-legacy'],
    container: /^ovn(kube)?-/,
    definition: 'egressfirewalls.k8s.ovn.org',
    enforced: always,
  },
  {
    plugin: 'kube-router',
    daemonSets: ['kube-router'],
    container: /^kube-router$/,
    enforced: always,
  },
  {
    plugin: 'Weave Net',
    daemonSets: ['weave-net'],
    container: /^weave-npc$/,
    enforced: always,
  },
  {
    plugin: 'kindnet',
    daemonSets: ['kindnet'],
    container: /^kindnet-cni$/,
    enforced: version => {
      const built = Number(/^v(\d{8})/.exec(version ?? '')?.[1]);
      if (!built) {
        return {
          enforced: 'unknown',
          message:
            'kindnet enforces network policies since kind v0.24; its version cannot be told.',
        };
      }
      return built >= KINDNET_ENFORCES_SINCE
        ? { enforced: 'yes' }
        : {
            enforced: 'no',
            message:
              'This version of kindnet enforces no network policies; kind v0.24 and later do.',
          };
    },
  },
  {
    plugin: 'AWS VPC CNI',
    daemonSets: ['aws-node'],
    container: /^aws-node$/,
    enforced: () => ({
      enforced: 'unknown',
      message:
        'The AWS VPC CNI enforces network policies only where its setting enableNetworkPolicy is on.',
    }),
  },
  {
    plugin: 'flannel',
    daemonSets: ['kube-flannel-ds', 'kube-flannel', 'flannel'],
    container: /^kube-flannel$/,
    enforced: never(
      'flannel enforces no network policies: every connection is open, whatever they say. Add a plugin that enforces them, like Calico in its policy-only mode.',
    ),
  },
];

function versionOf(
  daemonSet: KubeObject,
  container: RegExp | undefined,
): string | undefined {
  const containers = list(
    at(daemonSet, 'spec', 'template', 'spec', 'containers'),
  );
  const found = container
    ? containers.find(one => container.test(text(at(one, 'name')) ?? ''))
    : undefined;
  // A digest may follow the tag, and a port stands in the registry's name.
  const image = text(at(found, 'image'))?.split('@')[0];
  return image && /:([^/:]+)$/.exec(image)?.[1];
}

const isKnown = (store: ClusterStore, resource: string): boolean =>
  store
    .knowledge()
    .some(({ kind, state }) => kind === resource && state === 'synced');

/**
 * What makes a cluster's policies effective, told by the DaemonSets and
 * CustomResourceDefinitions of its network plugin.
 */
export function detectEnforcement(store: ClusterStore): Enforcement {
  const cluster = store.name;
  const daemonSets = store.list({ group: 'apps', kind: 'DaemonSet' });
  for (const known of PLUGINS) {
    const daemonSet = daemonSets.find(
      ({ metadata }) =>
        metadata.namespace !== undefined &&
        known.daemonSets.includes(metadata.name),
    );
    const isDefined =
      known.definition !== undefined &&
      store.get({
        group: 'apiextensions.k8s.io',
        kind: 'CustomResourceDefinition',
        name: known.definition,
      }) !== undefined;
    if (daemonSet || isDefined) {
      const tag = daemonSet && versionOf(daemonSet, known.container);
      const version = tag?.replace(/^v(?=\d+\.)/, '');
      return {
        cluster,
        plugin: known.plugin,
        ...(version && { version }),
        ...known.enforced(tag),
      };
    }
  }
  return {
    cluster,
    enforced: 'unknown',
    message: isKnown(store, 'daemonsets.apps')
      ? 'No network plugin is recognised in this cluster, so nobody can tell here whether it enforces policies.'
      : 'The network plugin is not known, as the DaemonSets of this cluster cannot be read.',
  };
}
