import { custom } from './define';

const NAMESPACED = [
  'NetworkPolicy',
  'NetworkSet',
  'StagedNetworkPolicy',
  'StagedKubernetesNetworkPolicy',
];
const CLUSTER = [
  'GlobalNetworkPolicy',
  'GlobalNetworkSet',
  'StagedGlobalNetworkPolicy',
  'Tier',
  'HostEndpoint',
  'Profile',
  'IPPool',
  'FelixConfiguration',
  'BGPConfiguration',
  'BGPPeer',
  'ClusterInformation',
  'KubeControllersConfiguration',
];

/**
 * Calico's kinds, under both groups by which it is met: those of its API
 * server, and the CRDs below it. They are kept apart here; a cluster has its
 * policies in one of them.
 */
export const calicoKinds = [
  { group: 'projectcalico.org', version: 'v3' },
  { group: 'crd.projectcalico.org', version: 'v1' },
].flatMap(({ group, version }) => [
  ...NAMESPACED.map(kind => custom(group, version, kind)),
  ...CLUSTER.map(kind => custom(group, version, kind, { cluster: true })),
]);
