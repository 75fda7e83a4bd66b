import {
  Cluster,
  ClusterDetails,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, isKnown, KubeObject } from '../clusters';
import { healthOf, labelOfNode, regionOf, zoneOf } from '../kinds';
import { at, condition, list, quantity, text, texts } from '../objects';
import { unhurried } from '../unhurried';
import { Resources } from './requests';
import { told } from './told';

type Nodes = ClusterDetails['nodes'];
export type ClusterNode = Nodes['items'][number];
type Count = Nodes['counts'][number];

/** So many are told one by one; of more, the counts tell. */
const MOST_NODES = 300;
/** So many values of one label are counted. */
const MOST_VALUES = 20;

/**
 * Schemes of providerIDs that are another name for the same. Bare metal is
 * Metal3's, OpenShift's, Tinkerbell's and what was brought along.
 * Source: metal3-io/cluster-api-provider-metal3, api, `ProviderIDPrefix`;
 * openshift/cluster-api-provider-baremetal; tinkerbell/cluster-api-provider-tinkerbell;
 * vmware-tanzu/cluster-api-provider-bringyourownhost.
 */
const SAME: ReadonlyMap<string, string> = new Map([
  ['metal3', 'metal'],
  ['baremetalhost', 'metal'],
  ['tinkerbell', 'metal'],
  ['byoh', 'metal'],
]);

/**
 * Labels that a provider alone sets, for nodes without a providerID.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html;
 * https://cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels;
 * https://learn.microsoft.com/azure/aks/use-labels
 */
const LABELS: ReadonlyArray<[label: string, provider: string]> = [
  ['eks.amazonaws.com/nodegroup', 'aws'],
  ['cloud.google.com/gke-nodepool', 'gce'],
  ['kubernetes.azure.com/cluster', 'azure'],
];

/**
 * Where a node runs: the scheme of its providerID, like `openstack:///…`, as its
 * cloud provider writes it, or else what a label tells.
 * Source: k8s.io/api/core/v1, `NodeSpec.ProviderID`, `<ProviderName>://<ProviderSpecificNodeID>`.
 */
function providerOf(node: KubeObject): string | undefined {
  const scheme = /^([a-z0-9.-]+):\/\//.exec(
    text(at(node, 'spec', 'providerID')) ?? '',
  )?.[1];
  return scheme === undefined
    ? LABELS.find(([label]) => node.metadata.labels?.[label] !== undefined)?.[1]
    : SAME.get(scheme) ?? scheme;
}

const infoOf = (node: KubeObject, field: string) =>
  text(at(node, 'status', 'nodeInfo', field));

/** Whether KubeVirt can run VMs there. Source: kubevirt.io/api/core/v1, `NodeSchedulable`. */
function takesVms(node: KubeObject): boolean | undefined {
  const schedulable = node.metadata.labels?.['kubevirt.io/schedulable'];
  return schedulable === undefined ? undefined : schedulable === 'true';
}

/** What a list of clusters tells of a node. */
export function describeNode(
  node: KubeObject,
  store: ClusterStore,
): Cluster['nodes'][number] {
  const provider = providerOf(node);
  const version = infoOf(node, 'kubeletVersion');
  const virtualMachines = takesVms(node);
  return {
    name: node.metadata.name,
    health: healthOf(node, store).state,
    ...(provider && { provider }),
    ...(version && { version }),
    ...(virtualMachines !== undefined && { virtualMachines }),
  };
}

const ROLE = 'node-role.kubernetes.io/';

/** Source: kubectl, pkg/describe, `findNodeRoles`. */
const rolesOf = ({ metadata: { labels = {} } }: KubeObject): string[] =>
  [
    ...new Set(
      Object.entries(labels).flatMap(([label, value]) => {
        if (label.startsWith(ROLE)) {
          return label.slice(ROLE.length) || [];
        }
        return label === 'kubernetes.io/role' && value ? value : [];
      }),
    ),
  ].sort();

function resourcesOf(node: KubeObject, field: string): Resources | undefined {
  const amounts = Object.fromEntries(
    ['cpu', 'memory', 'pods'].flatMap(resource => {
      const amount = quantity(at(node, 'status', field, resource));
      return amount === undefined ? [] : [[resource, amount]];
    }),
  );
  return Object.keys(amounts).length > 0 ? amounts : undefined;
}

/**
 * Extended resources: what device plugins offer.
 * Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers,
 * extended resources are named by a domain that is not kubernetes.io.
 */
function devicesOf(node: KubeObject): string[] {
  const offered = at(node, 'status', 'allocatable');
  return Object.entries(typeof offered === 'object' ? offered ?? {} : {})
    .filter(
      ([name, amount]) =>
        name.includes('/') &&
        !/(^|\.)kubernetes\.io\//.test(name) &&
        (quantity(amount) ?? 0) > 0,
    )
    .map(([name]) => name)
    .sort();
}

/** As kubectl writes it, without its value, which no copy of a cluster holds. */
const taintOf = (taint: unknown): string =>
  `${text(at(taint, 'key')) ?? ''}:${text(at(taint, 'effect')) ?? ''}`;

/** The networks that a node takes the addresses of its Pods from. */
export const podCIDRsOf = (node: KubeObject): string[] => {
  const several = texts(at(node, 'spec', 'podCIDRs'));
  return several.length > 0
    ? several
    : [text(at(node, 'spec', 'podCIDR')) ?? []].flat();
};

const isReady = (node: KubeObject): boolean =>
  condition(node, 'Ready')?.status === 'True';

function detailsOf(node: KubeObject, store: ClusterStore): ClusterNode {
  const { reason, since } = healthOf(node, store);
  const { labels } = node.metadata;
  return told({
    ...describeNode(node, store),
    reason,
    since,
    roles: rolesOf(node),
    region: regionOf(node),
    zone: zoneOf(node),
    instanceType: labelOfNode(
      node,
      'node.kubernetes.io/instance-type',
      'beta.kubernetes.io/instance-type',
    ),
    address: list(at(node, 'status', 'addresses')).flatMap(one =>
      at(one, 'type') === 'InternalIP' ? text(at(one, 'address')) ?? [] : [],
    )[0],
    architecture:
      infoOf(node, 'architecture') ?? labels?.['kubernetes.io/arch'],
    system: infoOf(node, 'osImage'),
    kernel: infoOf(node, 'kernelVersion'),
    runtime: infoOf(node, 'containerRuntimeVersion'),
    devices: devicesOf(node),
    podCIDRs: podCIDRsOf(node),
    taints: list(at(node, 'spec', 'taints')).map(taintOf),
    capacity: resourcesOf(node, 'capacity'),
    allocatable: resourcesOf(node, 'allocatable'),
  });
}

const COUNTED: ReadonlyArray<
  [
    by: Count['by'],
    valuesOf: (node: ClusterNode) => ReadonlyArray<string | undefined>,
  ]
> = [
  ['role', ({ roles }) => roles],
  ['provider', ({ provider }) => [provider]],
  ['region', ({ region }) => [region]],
  ['zone', ({ zone }) => [zone]],
  ['architecture', ({ architecture }) => [architecture]],
  ['runtime', ({ runtime }) => [runtime]],
  ['version', ({ version }) => [version]],
];

function countsOf(nodes: readonly ClusterNode[]): Count[] {
  return COUNTED.flatMap(([by, valuesOf]) => {
    const counts = new Map<string, number>();
    for (const value of nodes.flatMap(node => valuesOf(node))) {
      if (value !== undefined) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    return [...counts]
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .slice(0, MOST_VALUES)
      .map(([value, count]) => ({ by, value, count }));
  });
}

/** The nodes of a cluster, as their kubelets, clouds and KubeVirt describe them. */
export const nodesIn = (store: ClusterStore): readonly KubeObject[] =>
  store.list({ group: '', kind: 'Node' });

/** All that is told of each node, by name; of thousands it takes a while. */
export async function readNodes(store: ClusterStore): Promise<ClusterNode[]> {
  const nodes = await unhurried(nodesIn(store), node => detailsOf(node, store));
  return nodes.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const isWell = ({ health }: ClusterNode) => health === 'healthy';

/** The nodes of a cluster one by one, and counted by what they have in common. */
export function describeNodes(
  store: ClusterStore,
  nodes: readonly ClusterNode[],
): Nodes {
  const ofVms = nodes.filter(
    ({ virtualMachines }) => virtualMachines !== undefined,
  );
  return {
    state: isKnown(store, 'nodes') ? 'known' : 'unknown',
    total: nodes.length,
    ready: nodesIn(store).filter(isReady).length,
    ...(ofVms.length > 0 && {
      virtualMachines: ofVms.filter(node => node.virtualMachines).length,
    }),
    counts: countsOf(nodes),
    items: [
      ...nodes.filter(node => !isWell(node)),
      ...nodes.filter(isWell),
    ].slice(0, MOST_NODES),
  };
}
