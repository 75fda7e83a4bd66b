/** What the oracle reads of a cluster's manifests, by kind. */
import { toClusterNetworkPolicy } from './adminNetworkPolicy';
import type { AdminNetworkPolicy } from './adminNetworkPolicy';
import type { CalicoInput, CalicoPolicy, Tier } from './calico';
import type { NetworkSet } from './calicoThings';
import type { ClusterNetworkPolicy } from './clusterNetworkPolicy';
import type { HostEndpoint } from './hosts';
import type { NetworkPolicy } from './networkPolicy';
import { enforceStaged } from './staged';
import type {
  NodeManifest,
  PodManifest,
  PolicyManifest,
  ServiceManifest,
  World,
} from './world';

export interface OracleOptions {
  /** Whether an ipBlock means pods too. */
  ipBlockMatchesPods: boolean;
  /** Whether staged policies are taken as enforced. */
  enforceStaged: boolean;
}

export interface Cluster extends CalicoInput {
  world: World;
  /** Calico's objects tell that it is there, also where none is enforced. */
  isCalico: boolean;
  hostEndpoints: readonly HostEndpoint[];
}

export const CALICO = 'projectcalico.org/v3';

/** Reads manifests whose shape the generators vouch for. */
export function readCluster(
  manifests: readonly object[],
  options: OracleOptions,
): Cluster {
  const ofKind = <T>(apiVersion: string, kind: string) =>
    (manifests as PolicyManifest<unknown>[]).filter(
      each => each.apiVersion === apiVersion && each.kind === kind,
    ) as T[];
  const policies = {
    networkPolicies: ofKind<NetworkPolicy>(
      'networking.k8s.io/v1',
      'NetworkPolicy',
    ),
    calicoPolicies: ['NetworkPolicy', 'GlobalNetworkPolicy'].flatMap(kind =>
      ofKind<CalicoPolicy>(CALICO, kind),
    ),
  };
  const enforced = options.enforceStaged
    ? enforceStaged(policies, kind => ofKind(CALICO, kind))
    : policies;
  const named = (kind: string) =>
    ofKind<{ metadata: NodeManifest['metadata'] }>('v1', kind).map(
      each => each.metadata,
    );
  return {
    world: {
      ipBlockMeansPods: options.ipBlockMatchesPods,
      pods: ofKind<PodManifest>('v1', 'Pod'),
      namespaces: new Map(
        named('Namespace').map(({ name, labels }) => [
          name,
          { ...labels, 'kubernetes.io/metadata.name': name },
        ]),
      ),
      serviceAccounts: new Map(
        named('ServiceAccount').map(({ name, namespace, labels = {} }) => [
          `${namespace}/${name}`,
          labels,
        ]),
      ),
      nodes: ofKind<NodeManifest>('v1', 'Node'),
      services: ofKind<ServiceManifest>('v1', 'Service'),
    },
    isCalico: (manifests as PolicyManifest<unknown>[]).some(
      each => each.apiVersion === CALICO,
    ),
    networkPolicies: enforced.networkPolicies,
    clusterNetworkPolicies: [
      ...ofKind<ClusterNetworkPolicy>(
        'policy.networking.k8s.io/v1alpha2',
        'ClusterNetworkPolicy',
      ),
      ...['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'].flatMap(kind =>
        ofKind<AdminNetworkPolicy>(
          'policy.networking.k8s.io/v1alpha1',
          kind,
        ).map(toClusterNetworkPolicy),
      ),
    ],
    policies: enforced.calicoPolicies,
    tiers: ofKind<Tier>(CALICO, 'Tier'),
    networkSets: [
      ...ofKind<NetworkSet>(CALICO, 'NetworkSet'),
      ...ofKind<NetworkSet>(CALICO, 'GlobalNetworkSet'),
    ],
    hostEndpoints: ofKind<HostEndpoint>(CALICO, 'HostEndpoint'),
  };
}
