import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createPolicyModel, PolicyModel } from '@hybrid-apps/network-policy';
import { ClusterStore, KubeObject } from '../clusters';

const CALICO_KINDS = [
  'NetworkPolicy',
  'GlobalNetworkPolicy',
  'StagedNetworkPolicy',
  'StagedGlobalNetworkPolicy',
  'StagedKubernetesNetworkPolicy',
  'Tier',
  'NetworkSet',
  'GlobalNetworkSet',
  'HostEndpoint',
  'Profile',
];

/** What reachability is made of, by API group. */
const KINDS: Record<string, readonly string[]> = {
  '': [
    'Namespace',
    'Node',
    'Pod',
    'Service',
    'ServiceAccount',
    'ReplicationController',
  ],
  apps: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'],
  batch: ['Job', 'CronJob'],
  'kubevirt.io': ['VirtualMachine', 'VirtualMachineInstance'],
  'networking.k8s.io': ['NetworkPolicy'],
  'policy.networking.k8s.io': [
    'AdminNetworkPolicy',
    'BaselineAdminNetworkPolicy',
    'ClusterNetworkPolicy',
  ],
  'projectcalico.org': CALICO_KINDS,
  'crd.projectcalico.org': CALICO_KINDS,
};

/** Without these nobody can say who reaches whom. */
const DECISIVE = ['namespaces', 'pods', 'networkpolicies.networking.k8s.io'];

/** Objects of a cluster that reachability hangs on. */
export function policyObjects(store: ClusterStore): KubeObject[] {
  return Object.entries(KINDS).flatMap(([group, kinds]) =>
    kinds.flatMap(kind => store.list({ group, kind })),
  );
}

/** The policies of one cluster, ready to be asked. */
export interface ClusterPolicy {
  store: ClusterStore;
  model: PolicyModel;
  /** Why answers are not for sure: kinds that decide and could not be read. */
  unknown: readonly KindKnowledge[];
}

const isPolicyKind = (kind: string) =>
  kind === '*' || DECISIVE.includes(kind) || /polic(y|ies)\b|tiers/.test(kind);

const built = new WeakMap<
  ClusterStore,
  { revision: number; policy: ClusterPolicy }
>();

/** The model of a cluster, built once for each revision of its store. */
export function clusterPolicy(store: ClusterStore): ClusterPolicy {
  const { revision } = store;
  const present = built.get(store);
  if (present?.revision === revision) {
    return present.policy;
  }
  const policy: ClusterPolicy = {
    store,
    model: createPolicyModel(policyObjects(store)),
    unknown: store.knowledge().filter(
      ({ kind, state }) =>
        isPolicyKind(kind) &&
        state !== 'synced' &&
        state !== 'absent' &&
        // What is stale was right a while ago: it is told beside the answer.
        state !== 'stale',
    ),
  };
  built.set(store, { revision, policy });
  return policy;
}

/** What is not known, in words that a verdict can carry. */
export const describeUnknown = ({ unknown }: ClusterPolicy): string =>
  unknown
    .map(
      ({ cluster, kind, state, message }) =>
        `${
          kind === '*' ? 'everything' : kind
        } of cluster '${cluster}' is ${state}${message ? ` (${message})` : ''}`,
    )
    .join('; ');
