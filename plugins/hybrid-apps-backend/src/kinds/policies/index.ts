import { at, texts } from '../../objects';
import { present } from '../presentFacts';
import { FactsRule, Kind, kindsOf } from '../types';

/** In which directions a policy applies, by the field of its dialect. */
const directions =
  (field: string): FactsRule =>
  policy =>
    present({ policyTypes: texts(at(policy, 'spec', field)) });

const CALICO: Kind['groups'] = ['projectcalico.org', 'crd.projectcalico.org'];

const spec = { keep: ['spec'] };
const policy = {
  category: 'policy',
  watch: spec,
  reachability: 'decides',
} as const;

/**
 * Policies of every dialect, and what only policies refer to. Whether a policy
 * takes effect, it does not say; where one has a status, it is generic.
 */
export const policies: readonly Kind[] = [
  ...kindsOf(['networking.k8s.io'], [['NetworkPolicy', 'networkpolicies']], {
    ...policy,
    facts: directions('policyTypes'),
  }),
  ...kindsOf(
    CALICO,
    [
      ['NetworkPolicy', 'networkpolicies'],
      ['GlobalNetworkPolicy', 'globalnetworkpolicies'],
    ],
    { ...policy, facts: directions('types') },
  ),
  ...kindsOf(
    CALICO,
    [
      ['StagedNetworkPolicy', 'stagednetworkpolicies'],
      ['StagedGlobalNetworkPolicy', 'stagedglobalnetworkpolicies'],
      ['StagedKubernetesNetworkPolicy', 'stagedkubernetesnetworkpolicies'],
      ['Tier', 'tiers'],
      ['NetworkSet', 'networksets'],
      ['GlobalNetworkSet', 'globalnetworksets'],
      ['HostEndpoint', 'hostendpoints'],
      ['Profile', 'profiles'],
    ],
    policy,
  ),
  ...kindsOf(
    ['policy.networking.k8s.io'],
    [
      ['AdminNetworkPolicy', 'adminnetworkpolicies'],
      ['BaselineAdminNetworkPolicy', 'baselineadminnetworkpolicies'],
      ['ClusterNetworkPolicy', 'clusternetworkpolicies'],
    ],
    policy,
  ),
  // Primary networks of OVN-Kubernetes, which keep pods apart as policies do.
  ...kindsOf(
    ['k8s.ovn.org'],
    [
      ['UserDefinedNetwork', 'userdefinednetworks'],
      ['ClusterUserDefinedNetwork', 'clusteruserdefinednetworks'],
    ],
    { ...policy, category: 'config' },
  ),
  ...kindsOf(
    ['k8s.cni.cncf.io'],
    [['MultiNetworkPolicy', 'multi-networkpolicies']],
    { ...policy, reachability: 'tells' },
  ),
  // Its spec is the configuration of a plugin, which nothing reads.
  ...kindsOf(
    ['k8s.cni.cncf.io'],
    [['NetworkAttachmentDefinition', 'network-attachment-definitions']],
    {
      category: 'network',
      watch: { metadataOnly: true },
      reachability: 'tells',
    },
  ),
];
