import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isDeepStrictEqual } from 'node:util';
import { ClusterStore, groupResource, KubeObject } from '../clusters';
import { at, groupOf } from '../objects';

type KindRow = readonly [group: string, kind: string, resource: string];

const CALICO_KINDS = [
  ['NetworkPolicy', 'networkpolicies'],
  ['GlobalNetworkPolicy', 'globalnetworkpolicies'],
  ['StagedNetworkPolicy', 'stagednetworkpolicies'],
  ['StagedGlobalNetworkPolicy', 'stagedglobalnetworkpolicies'],
  ['StagedKubernetesNetworkPolicy', 'stagedkubernetesnetworkpolicies'],
  ['Tier', 'tiers'],
  ['NetworkSet', 'networksets'],
  ['GlobalNetworkSet', 'globalnetworksets'],
  ['HostEndpoint', 'hostendpoints'],
] as const;

/** Kinds that decide on traffic. Where one is not known, no verdict is sure. */
const POLICY_KINDS: readonly KindRow[] = [
  ['networking.k8s.io', 'NetworkPolicy', 'networkpolicies'],
  ['policy.networking.k8s.io', 'AdminNetworkPolicy', 'adminnetworkpolicies'],
  [
    'policy.networking.k8s.io',
    'BaselineAdminNetworkPolicy',
    'baselineadminnetworkpolicies',
  ],
  [
    'policy.networking.k8s.io',
    'ClusterNetworkPolicy',
    'clusternetworkpolicies',
  ],
  ...['projectcalico.org', 'crd.projectcalico.org'].flatMap(group =>
    CALICO_KINDS.map(([kind, resource]): KindRow => [group, kind, resource]),
  ),
];

/** Kinds whose labels, ports and addresses policies go by. */
const SUBJECT_KINDS: readonly KindRow[] = [
  ['', 'Namespace', 'namespaces'],
  ['', 'Pod', 'pods'],
  ['apps', 'Deployment', 'deployments'],
  ['apps', 'ReplicaSet', 'replicasets'],
  ['apps', 'StatefulSet', 'statefulsets'],
  ['apps', 'DaemonSet', 'daemonsets'],
  ['batch', 'Job', 'jobs'],
  ['batch', 'CronJob', 'cronjobs'],
  ['kubevirt.io', 'VirtualMachine', 'virtualmachines'],
  ['kubevirt.io', 'VirtualMachineInstance', 'virtualmachineinstances'],
];

const MODEL_KINDS: readonly KindRow[] = [
  ...POLICY_KINDS,
  ...SUBJECT_KINDS,
  ['', 'Node', 'nodes'],
  ['', 'Service', 'services'],
  ['', 'ServiceAccount', 'serviceaccounts'],
  ['discovery.k8s.io', 'EndpointSlice', 'endpointslices'],
  [
    'k8s.cni.cncf.io',
    'NetworkAttachmentDefinition',
    'network-attachment-definitions',
  ],
  ['k8s.cni.cncf.io', 'MultiNetworkPolicy', 'multi-networkpolicies'],
];

const POLICIES = new Set(
  POLICY_KINDS.map(([group, kind]) => `${group}/${kind}`),
);

/** Whether objects of this kind are policies, or what policies of their dialect refer to. */
export const isPolicyKind = ({
  apiVersion,
  kind,
}: Pick<KubeObject, 'apiVersion' | 'kind'>): boolean =>
  POLICIES.has(`${groupOf(apiVersion)}/${kind}`);

const DECISIVE = new Set(
  [...POLICY_KINDS, ...SUBJECT_KINDS].map(([group, , resource]) =>
    groupResource(group, resource),
  ),
);

/** Everything of a cluster that has a part in reachability. */
export const modelObjects = (store: ClusterStore): KubeObject[] =>
  MODEL_KINDS.flatMap(([group, kind]) => store.list({ group, kind }));

/**
 * What is not known of a cluster and may change a verdict: kinds that are
 * neither in step nor absent.
 */
export const decisiveGaps = (store: ClusterStore): KindKnowledge[] =>
  store
    .knowledge()
    .filter(
      ({ kind, state }) =>
        (kind === '*' || DECISIVE.has(kind)) &&
        state !== 'synced' &&
        state !== 'absent',
    );

/** What of an object's status has a part in reachability: addresses, and whether a Pod has ended. */
const DECISIVE_STATUS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['phase', 'podIP', 'podIPs', 'hostIP'],
  Node: ['addresses'],
  VirtualMachineInstance: ['phase'],
};

/** An object without what changes and moves no connection. */
function decisivePart({ metadata, status, ...body }: KubeObject): unknown {
  const { name, namespace, uid, labels, annotations, ownerReferences } =
    metadata;
  return {
    ...body,
    metadata: { name, namespace, uid, labels, annotations, ownerReferences },
    status: (DECISIVE_STATUS[body.kind] ?? []).map(field => at(status, field)),
  };
}

/** Whether the same reachability comes of two lists of {@link modelObjects}. */
export const reachSame = (
  before: readonly KubeObject[],
  after: readonly KubeObject[],
): boolean =>
  before.length === after.length &&
  before.every((object, index) => {
    const other = after[index];
    return (
      object === other ||
      isDeepStrictEqual(decisivePart(object), decisivePart(other))
    );
  });
