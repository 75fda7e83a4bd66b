import { kindsOf, WatchedKind } from './watchedKind';

const CALICO = ['projectcalico.org', 'crd.projectcalico.org'] as const;
/** Policies of every dialect, and what only policies refer to. */
export const NETWORK_POLICY_KINDS: readonly WatchedKind[] = [
  {
    groups: ['networking.k8s.io'],
    kind: 'NetworkPolicy',
    resource: 'networkpolicies',
    keep: ['spec'],
  },
  ...kindsOf(
    CALICO,
    ['spec'],
    [
      ['NetworkPolicy', 'networkpolicies'],
      ['GlobalNetworkPolicy', 'globalnetworkpolicies'],
      ['StagedNetworkPolicy', 'stagednetworkpolicies'],
      ['StagedGlobalNetworkPolicy', 'stagedglobalnetworkpolicies'],
      ['StagedKubernetesNetworkPolicy', 'stagedkubernetesnetworkpolicies'],
      ['Tier', 'tiers'],
      ['NetworkSet', 'networksets'],
      ['GlobalNetworkSet', 'globalnetworksets'],
      ['HostEndpoint', 'hostendpoints'],
      ['Profile', 'profiles'],
    ],
  ),
  ...kindsOf(
    ['policy.networking.k8s.io'],
    ['spec'],
    [
      ['AdminNetworkPolicy', 'adminnetworkpolicies'],
      ['BaselineAdminNetworkPolicy', 'baselineadminnetworkpolicies'],
      ['ClusterNetworkPolicy', 'clusternetworkpolicies'],
    ],
  ),
  // Primary networks of OVN-Kubernetes, which keep pods apart as policies do.
  ...kindsOf(
    ['k8s.ovn.org'],
    ['spec'],
    [
      ['UserDefinedNetwork', 'userdefinednetworks'],
      ['ClusterUserDefinedNetwork', 'clusteruserdefinednetworks'],
    ],
  ),
];
