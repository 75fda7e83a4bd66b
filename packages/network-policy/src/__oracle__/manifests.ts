/** What the oracle reads of a cluster's manifests, by kind. */
import { toClusterNetworkPolicy } from './adminNetworkPolicy';
import type { AdminNetworkPolicy } from './adminNetworkPolicy';
import type { CalicoInput, CalicoPolicy, Tier } from './calico';
import type { NetworkSet } from './calicoThings';
import type { ClusterNetworkPolicy } from './clusterNetworkPolicy';
import { asNetworkSet } from './hosts';
import type { HostEndpoint } from './hosts';
import type { NetworkPolicy } from './networkPolicy';
import { policiesFor } from './multiNetworkPolicy';
import { podsOf } from './pods';
import { servicesOf } from './services';
import { enforceStaged } from './staged';
import type {
  EndpointSlice,
  NodeManifest,
  PolicyManifest,
  World,
} from './world';

export interface OracleOptions {
  /** Whether an ipBlock means pods too. */
  ipBlockMatchesPods: boolean;
  /** Whether staged policies are taken as enforced. */
  enforceStaged: boolean;
  /** A secondary network, whose policies stand alone. */
  network?: string;
}

export interface Cluster extends CalicoInput {
  world: World;
  /** Calico's objects tell that it is there, also where none is enforced. */
  isCalico: boolean;
  hostEndpoints: readonly HostEndpoint[];
}

/** As Calico serves its objects, and as it stores them. */
const CALICO = ['projectcalico.org/v3', 'crd.projectcalico.org/v1'];

/** A secondary network knows neither nodes nor Calico. */
function readNetwork(
  manifests: readonly object[],
  network: string,
  onPodNetwork: Cluster,
): Cluster {
  const policies = (manifests as NetworkPolicy[]).filter(
    ({ kind }) => kind === 'MultiNetworkPolicy',
  );
  return {
    world: {
      ...onPodNetwork.world,
      ipBlockMeansPods: true,
      pods: podsOf(manifests, network),
      nodes: [],
    },
    isCalico: false,
    networkPolicies: policiesFor(network, policies),
    clusterNetworkPolicies: [],
    policies: [],
    tiers: [],
    networkSets: [],
    hostEndpoints: [],
  };
}

/** Reads manifests whose shape the generators vouch for. */
export function readCluster(
  manifests: readonly object[],
  options: OracleOptions,
): Cluster {
  const { network } = options;
  const cluster = readPodNetwork(manifests, options);
  return network === undefined
    ? cluster
    : readNetwork(manifests, network, cluster);
}

function readPodNetwork(
  manifests: readonly object[],
  options: OracleOptions,
): Cluster {
  const ofKind = <T>(apiVersions: string | string[], kind: string) =>
    (manifests as PolicyManifest<unknown>[]).filter(
      each =>
        [apiVersions].flat().includes(each.apiVersion) && each.kind === kind,
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
  const pods = podsOf(manifests);
  const hostEndpoints = ofKind<HostEndpoint>(CALICO, 'HostEndpoint');
  const named = (kind: string) =>
    ofKind<{ metadata: NodeManifest['metadata'] }>('v1', kind).map(
      each => each.metadata,
    );
  return {
    world: {
      ipBlockMeansPods: options.ipBlockMatchesPods,
      pods,
      // One that is only spoken of exists too, with its name label.
      namespaces: new Map(
        [
          ...pods.map(({ metadata }) => ({ name: metadata.namespace })),
          ...named('Namespace'),
        ].map(({ name, labels = {} }: NodeManifest['metadata']) => [
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
      services: servicesOf(manifests),
      slices: ofKind<EndpointSlice>('discovery.k8s.io/v1', 'EndpointSlice'),
    },
    isCalico: (manifests as PolicyManifest<unknown>[]).some(each =>
      CALICO.includes(each.apiVersion),
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
      ...hostEndpoints.map(asNetworkSet),
    ],
    hostEndpoints,
  };
}
