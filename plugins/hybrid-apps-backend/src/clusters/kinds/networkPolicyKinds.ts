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
];
