import {
  Cluster,
  Enforcement,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterHandle, ClusterStore, KubeObject } from '../clusters';
import { IsOfCluster } from '../namespaces';
import { at, list, text } from '../objects';
import { healthOf } from '../kinds';
import { unknownOf } from '../topology';

type ClusterNode = Cluster['nodes'][number];
type AddOn = Cluster['addOns'][number];

/** Where a node runs: the scheme of its providerID, like `openstack:///…`. */
function providerOf(node: KubeObject): string | undefined {
  const scheme = /^([a-z0-9]+):\/\//.exec(
    text(at(node, 'spec', 'providerID')) ?? '',
  )?.[1];
  return scheme === 'metal3' || scheme === 'baremetalhost' ? 'metal' : scheme;
}

function describeNode(node: KubeObject, store: ClusterStore): ClusterNode {
  const provider = providerOf(node);
  const version = text(at(node, 'status', 'nodeInfo', 'kubeletVersion'));
  const schedulable = node.metadata.labels?.['kubevirt.io/schedulable'];
  return {
    name: node.metadata.name,
    health: healthOf(node, store).state,
    ...(provider && { provider }),
    ...(version && { version }),
    ...(schedulable && { virtualMachines: schedulable === 'true' }),
  };
}

/** Add-ons by the names of what runs them; the first that is found tells of it. */
const ADD_ONS: ReadonlyArray<{ name: string; workload: RegExp }> = [
  { name: 'dns', workload: /^(coredns|kube-dns|rke2-coredns.*|dns-default)$/ },
  {
    name: 'dashboard',
    workload: /^(kubernetes-dashboard(-web|-kong)?|headlamp|console)$/,
  },
  { name: 'metrics', workload: /^(metrics-server|rke2-metrics-server)$/ },
  {
    name: 'ingress',
    workload:
      /^((rke2-)?ingress-nginx-controller|nginx-ingress-controller|traefik|haproxy-ingress|contour|router-default)$/,
  },
  { name: 'cdi', workload: /^cdi-deployment$/ },
];

/** The version that a workload's first image is tagged with. */
function imageVersion(workload: KubeObject): string | undefined {
  const image = list(
    at(workload, 'spec', 'template', 'spec', 'containers'),
  ).flatMap(container => text(at(container, 'image')) ?? [])[0];
  return /:([^/:]+)$/.exec(image?.split('@')[0] ?? '')?.[1];
}

function addOnsOf(store: ClusterStore, isOfCluster: IsOfCluster): AddOn[] {
  const workloads = ['Deployment', 'DaemonSet']
    .flatMap(kind => store.list({ group: 'apps', kind }))
    .filter(({ metadata }) => isOfCluster(store, metadata.namespace));
  return ADD_ONS.flatMap(({ name, workload }) => {
    const found = workloads.find(({ metadata }) =>
      workload.test(metadata.name),
    );
    const version = found && imageVersion(found);
    return found
      ? [
          {
            name,
            title: found.metadata.name,
            ...(version && { version }),
            health: healthOf(found, store).state,
          },
        ]
      : [];
  });
}

function kubevirtOf(
  store: ClusterStore,
  isOfCluster: IsOfCluster,
): (AddOn & { name: 'kubevirt' }) | undefined {
  const kubevirt = store
    .list({ group: 'kubevirt.io', kind: 'KubeVirt' })
    .find(({ metadata }) => isOfCluster(store, metadata.namespace));
  if (!kubevirt) {
    return undefined;
  }
  const version = text(at(kubevirt, 'status', 'observedKubeVirtVersion'));
  return {
    name: 'kubevirt',
    title: 'KubeVirt',
    ...(version && { version }),
    health: healthOf(kubevirt, store).state,
  };
}

/** A cluster as the portal shows it, and how far that is known. */
export function describeCluster(
  handle: ClusterHandle,
  networkPlugin: Enforcement,
  provisionable: boolean,
  isOfCluster: IsOfCluster,
): Cluster {
  const { name, title, store, state, since, message, authProvider } = handle;
  const kubevirt = kubevirtOf(store, isOfCluster);
  return {
    name,
    ...(title && { title }),
    state,
    ...(since && { since }),
    ...(message && { message }),
    ...(authProvider && { authProvider }),
    ...(handle.kubernetesVersion && {
      kubernetesVersion: handle.kubernetesVersion,
    }),
    ...(kubevirt?.version && { kubevirtVersion: kubevirt.version }),
    networkPlugin,
    provisionable,
    nodes: store
      .list({ group: '', kind: 'Node' })
      .map(node => describeNode(node, store))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    addOns: [...(kubevirt ? [kubevirt] : []), ...addOnsOf(store, isOfCluster)],
    knowledge: unknownOf([store]),
  };
}
