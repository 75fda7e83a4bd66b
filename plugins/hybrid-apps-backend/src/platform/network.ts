import {
  ClusterDetails,
  Enforcement,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, isKnown, KubeObject } from '../clusters';
import {
  CALICO_TUNNELS,
  endpointSlicesOf,
  FLANNEL_BACKEND,
  healthOf,
} from '../kinds';
import { IsOfCluster } from '../namespaces';
import {
  at,
  imageTag,
  list,
  number,
  podTemplateOf,
  text,
  texts,
} from '../objects';
import { enforcedDialects, k3sOf, runningPlugins } from '../policy';
import { createBreaks, unhurried } from '../unhurried';
import { nodesIn, podCIDRsOf } from './nodes';
import { told } from './told';

type Network = ClusterDetails['network'];
type KubeProxy = Network['kubeProxy'];

/** So many networks of Pods are told. */
const MOST_CIDRS = 20;

/** The modes that nodes tell of, each once. */
function modesOf(
  nodes: readonly KubeObject[],
  modesOn: (annotations: Readonly<Record<string, string>>) => string[],
): string | undefined {
  const modes = new Set(
    nodes.flatMap(({ metadata }) => modesOn(metadata.annotations ?? {})),
  );
  return modes.size > 0 ? [...modes].sort().join(', ') : undefined;
}

/** How Pods of different nodes reach each other, as far as a network plugin writes it on the nodes. */
export function overlayOf(
  nodes: readonly KubeObject[],
  plugins: readonly string[],
): Network['mode'] {
  // An annotation stays behind when a plugin is replaced.
  const runs = (plugin: string) => plugins.includes(plugin);
  const calico = runs('Calico')
    ? modesOf(nodes, annotations =>
        CALICO_TUNNELS.flatMap(([key, mode]) =>
          annotations[key] ? [mode] : [],
        ),
      )
    : undefined;
  if (calico) {
    return {
      value: calico,
      source: 'Annotations of its nodes: addresses of tunnels of Calico',
    };
  }
  const flannel =
    runs('flannel') || runs('K3s')
      ? modesOf(nodes, annotations =>
          [annotations[FLANNEL_BACKEND] ?? []].flat(),
        )
      : undefined;
  return flannel
    ? {
        value: flannel,
        source: `Annotation ${FLANNEL_BACKEND} of its nodes`,
      }
    : undefined;
}

const PROXY_MODE = '--proxy-mode=';

/** The containers of kube-proxy, in a workload or a Pod. */
const proxyIn = (object: KubeObject | undefined): unknown =>
  object &&
  list(at(podTemplateOf(object)?.spec, 'containers')).find(
    container => at(container, 'name') === 'kube-proxy',
  );

/**
 * Static Pods, which a kubelet runs from files of its node: the API server has
 * a mirror of each, which the node owns. Nobody else's Pod is one, whatever it
 * is called.
 * Source: kubernetes, pkg/kubelet/pod/mirror_client.go, `CreateMirrorPod`.
 */
export async function staticPods(store: ClusterStore): Promise<KubeObject[]> {
  const owned = await unhurried(nodesIn(store), node =>
    store.listOwnedBy(node.metadata.uid).filter(({ kind }) => kind === 'Pod'),
  );
  return owned.flat();
}

/**
 * kube-proxy, which makes Services work: a DaemonSet, or a static Pod of each
 * node (GKE).
 * Source: kubernetes, cmd/kubeadm/app/phases/addons/proxy; cluster/manifests/kube-proxy.manifest.
 */
async function kubeProxyOf(
  store: ClusterStore,
  isOfCluster: IsOfCluster,
): Promise<KubeProxy> {
  const isKubeProxy = (object: KubeObject) =>
    isOfCluster(store, object.metadata.namespace) &&
    proxyIn(object) !== undefined;
  const runs =
    store.list({ group: 'apps', kind: 'DaemonSet' }).find(isKubeProxy) ??
    (await staticPods(store)).find(isKubeProxy);
  if (runs) {
    const container = proxyIn(runs);
    const mode = [
      ...texts(at(container, 'command')),
      ...texts(at(container, 'args')),
    ]
      .filter(word => word.startsWith(PROXY_MODE))
      .map(word => word.slice(PROXY_MODE.length))
      .slice(-1)[0];
    return told({
      state: 'runs',
      version: imageTag(text(at(container, 'image'))),
      health: healthOf(runs, store).state,
      mode,
      message: mode
        ? undefined
        : 'Its mode is in its configuration, mostly the ConfigMap kube-proxy of kube-system, and the portal reads no values. iptables is usual on Linux. Source: https://kubernetes.io/docs/reference/networking/virtual-ips',
    });
  }
  if (k3sOf(store)) {
    return {
      state: 'unknown',
      message:
        'K3s runs kube-proxy in itself, so that no Pod shows it. Source: https://docs.k3s.io/architecture',
    };
  }
  if (!isKnown(store, 'daemonsets.apps') || !isKnown(store, 'pods')) {
    return {
      state: 'unknown',
      message:
        'The DaemonSets and Pods of this cluster cannot all be read, so that nobody can tell here whether kube-proxy runs.',
    };
  }
  return {
    state: 'absent',
    message:
      'No Pod runs kube-proxy: a network plugin does its work, as Cilium and OVN-Kubernetes can, or it runs on the nodes outside of Pods.',
  };
}

/**
 * The Service by which Pods reach the API server; the API server keeps it itself.
 * Source: kubernetes, pkg/controlplane/controller/kubernetesservice.
 */
function apiService(
  store: ClusterStore,
  isOfCluster: IsOfCluster,
): KubeObject | undefined {
  return isOfCluster(store, 'default')
    ? store.get({
        group: '',
        kind: 'Service',
        namespace: 'default',
        name: 'kubernetes',
      })
    : undefined;
}

/** The ports that API servers listen on, as they tell it themselves. */
export function apiServerPorts(
  store: ClusterStore,
  isOfCluster: IsOfCluster,
): number[] {
  const service = apiService(store, isOfCluster);
  const ports = (service ? endpointSlicesOf(service, store) : []).flatMap(
    slice =>
      list(at(slice, 'ports')).flatMap(port => number(at(port, 'port')) ?? []),
  );
  return [...new Set(ports)].sort((a, b) => a - b);
}

/** The names of the network plugins that run on a cluster's nodes. */
export const pluginsOf = (
  store: ClusterStore,
  isOfCluster: IsOfCluster,
): string[] =>
  runningPlugins(store, isOfCluster).running.map(({ plugin }) => plugin);

/** What connects the Pods of a cluster, and what decides who reaches whom. */
export async function describeNetwork(
  store: ClusterStore,
  plugin: Enforcement,
  isOfCluster: IsOfCluster,
): Promise<Network> {
  const pause = createBreaks();
  const kubeProxy = await kubeProxyOf(store, isOfCluster);
  await pause();
  const { running } = runningPlugins(store, isOfCluster);
  await pause();
  const nodes = [...nodesIn(store)].sort((a, b) =>
    a.metadata.name < b.metadata.name ? -1 : 1,
  );
  const plugins = running.map(one => one.plugin);
  await pause();
  const podCIDRs = [...new Set(nodes.flatMap(podCIDRsOf))];
  await pause();
  const addresses = texts(
    at(apiService(store, isOfCluster), 'spec', 'clusterIPs'),
  );
  const omitted = podCIDRs.length - MOST_CIDRS;
  return told({
    plugin,
    mode: overlayOf(nodes, plugins),
    dialects: enforcedDialects(store, plugin.enforced, running),
    podCIDRs: podCIDRs.slice(0, MOST_CIDRS),
    podCIDRsOmitted: omitted > 0 ? omitted : undefined,
    serviceAddresses: addresses.length > 0 ? addresses : undefined,
    kubeProxy,
  });
}
