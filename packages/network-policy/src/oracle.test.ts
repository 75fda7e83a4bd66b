/** The engine against the oracle: every pair of ends, every port of interest, on generated clusters. */
import fc from 'fast-check';
import { oracle } from './__oracle__';
import type {
  AdminNetworkPolicy,
  CalicoPolicy,
  End,
  NetworkSet,
  OracleInput,
  PodManifest,
  Protocol,
} from './__oracle__';
import { createPolicyModel } from './index';
import type { PeerInput } from './index';
import {
  everythingOf,
  oracleClusterArbitrary,
} from './__testUtils__/arbitrary';
import type { Cluster } from './__testUtils__/arbitrary';

/** 100,000 by `npm run test:nightly`. */
const numRuns = Number(process.env.ORACLE_RUNS ?? 2_000);
const seed = Number(process.env.ORACLE_SEED ?? Date.now() % 2 ** 31);

const PROTOCOLS: Protocol[] = ['TCP', 'UDP', 'SCTP'];
/** Each port that a rule or container names, and one beside. */
const PORTS = [79, 80, 81, 82];
/** Addresses on either side of each edge of a range that rules name. */
const OUTSIDE = [
  '8.8.8.8',
  '10.0.0.100',
  '203.0.113.63',
  '203.0.113.64',
  '203.0.113.128',
  'fd00::100',
  '2001:db8::1',
];

/** Generated objects, whose shape is known, of a kind. */
const ofKind = <T>(cluster: Cluster, apiVersion: string, kind: string) =>
  everythingOf(cluster).filter(
    each => each.apiVersion === apiVersion && each.kind === kind,
  ) as T[];

const CALICO = 'projectcalico.org/v3';

function inputOf(cluster: Cluster): OracleInput {
  return {
    namespaces: ofKind(cluster, 'v1', 'Namespace'),
    pods: ofKind(cluster, 'v1', 'Pod'),
    networkPolicies: ofKind(cluster, 'networking.k8s.io/v1', 'NetworkPolicy'),
    clusterNetworkPolicies: ofKind(
      cluster,
      'policy.networking.k8s.io/v1alpha2',
      'ClusterNetworkPolicy',
    ),
    adminNetworkPolicies: [
      'AdminNetworkPolicy',
      'BaselineAdminNetworkPolicy',
    ].flatMap(kind =>
      ofKind<AdminNetworkPolicy>(
        cluster,
        'policy.networking.k8s.io/v1alpha1',
        kind,
      ),
    ),
    calico: {
      // Those that are enforced: not the staged ones.
      policies: [
        ...ofKind<CalicoPolicy>(cluster, CALICO, 'NetworkPolicy'),
        ...ofKind<CalicoPolicy>(cluster, CALICO, 'GlobalNetworkPolicy'),
      ],
      tiers: ofKind(cluster, CALICO, 'Tier'),
      networkSets: [
        ...ofKind<NetworkSet>(cluster, CALICO, 'NetworkSet'),
        ...ofKind<NetworkSet>(cluster, CALICO, 'GlobalNetworkSet'),
      ],
    },
  };
}

const named = ({ metadata: { namespace, name } }: PodManifest): PeerInput => ({
  namespace,
  name,
});

describe('the engine agrees with the oracle', () => {
  it('on each connection of generated clusters', () => {
    process.stderr.write(
      `oracle: ${numRuns} clusters, ORACLE_SEED=${seed} repeats them\n`,
    );
    fc.assert(
      fc.property(oracleClusterArbitrary, cluster => {
        const model = createPolicyModel(everythingOf(cluster));
        const input = inputOf(cluster);
        const answer = oracle(input);
        const pods: [End, PeerInput][] = input.pods.map(pod => [
          { pod },
          named(pod),
        ]);
        const outside: [End, PeerInput][] = OUTSIDE.map(ip => [{ ip }, { ip }]);
        const pairs = [...pods, ...outside].flatMap(source =>
          pods
            .flatMap(pod => [
              [source, pod],
              [pod, source],
            ])
            .filter(([from, to]) => 'pod' in from[0] || 'pod' in to[0]),
        );
        const disagreements = [];
        for (const [source, destination] of pairs) {
          for (const protocol of PROTOCOLS) {
            for (const port of PORTS) {
              const traffic = { protocol, port };
              const expected = answer({
                source: source[0],
                destination: destination[0],
                ...traffic,
              });
              const { verdict, summary } = model.evaluate({
                source: source[1],
                destination: destination[1],
                ...traffic,
              });
              if (verdict !== expected) {
                disagreements.push(`${expected} says the oracle. ${summary}`);
              }
            }
          }
        }
        expect(disagreements.slice(0, 3)).toEqual([]);
      }),
      { numRuns, seed },
    );
  });
});
