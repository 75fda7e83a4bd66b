/** The engine against the oracle: every pair of ends, every port of interest, on generated clusters. */
import fc from 'fast-check';
import { bitsOf, oracle } from './__oracle__';
import type {
  AdminNetworkPolicy,
  CalicoPolicy,
  End,
  NetworkSet,
  OracleInput,
  Protocol,
} from './__oracle__';
import { createPolicyModel } from './index';
import type {
  Connection,
  ConnectionSet,
  Peer,
  PeerInput,
  PolicyModel,
  PolicyModelOptions,
  Verdict,
} from './index';
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
/** Addresses on either side of each edge of a range that rules name, none of them a pod's. */
const OUTSIDE = [
  '9.255.255.255',
  '10.0.0.100',
  '10.255.255.255',
  '11.0.0.0',
  '203.0.112.255',
  '203.0.113.0',
  '203.0.113.63',
  '203.0.113.64',
  '203.0.113.127',
  '203.0.113.128',
  '203.0.114.0',
  'fcff::ffff',
  'fd00::100',
];

type Options = Required<
  Pick<PolicyModelOptions, 'enforceStaged' | 'ipBlockMatchesPods'>
>;

/** Generated objects, whose shape is known, of a kind. */
const ofKind = <T>(cluster: Cluster, apiVersion: string, kind: string) =>
  everythingOf(cluster).filter(
    each => each.apiVersion === apiVersion && each.kind === kind,
  ) as T[];

const CALICO = 'projectcalico.org/v3';

function inputOf(
  cluster: Cluster,
  { enforceStaged, ipBlockMatchesPods }: Options,
): OracleInput {
  const kinds = ['NetworkPolicy', 'GlobalNetworkPolicy'];
  return {
    ipBlockMatchesPods,
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
      policies: [
        ...kinds,
        ...(enforceStaged ? kinds.map(kind => `Staged${kind}`) : []),
      ].flatMap(kind => ofKind<CalicoPolicy>(cluster, CALICO, kind)),
      tiers: ofKind(cluster, CALICO, 'Tier'),
      networkSets: [
        ...ofKind<NetworkSet>(cluster, CALICO, 'NetworkSet'),
        ...ofKind<NetworkSet>(cluster, CALICO, 'GlobalNetworkSet'),
      ],
    },
  };
}

const inputFor = (end: End): PeerInput =>
  'ip' in end
    ? end
    : { namespace: end.pod.metadata.namespace, name: end.pod.metadata.name };

const isPeer = (peer: Peer, end: End): boolean => {
  if ('pod' in end) {
    return (
      peer.type !== 'external' &&
      peer.namespace === end.pod.metadata.namespace &&
      peer.name === end.pod.metadata.name
    );
  }
  if (peer.type !== 'external') {
    return false;
  }
  const [from, ip, to] = [peer.from, end.ip, peer.to].map(bitsOf);
  return from.length === ip.length && from <= ip && ip <= to;
};

/** The verdict by the list of all connections, where none denies. */
function listedVerdict(
  connection: Connection | undefined,
  protocol: Protocol,
  port: number,
): Verdict {
  const holds = (set: ConnectionSet = {}) =>
    (set[protocol] ?? []).some(({ from, to }) => from <= port && port <= to);
  if (holds(connection?.allowed)) {
    return 'allowed';
  }
  return holds(connection?.uncertain) ? 'uncertain' : 'denied';
}

/** What either answer of the engine says otherwise than the oracle, of one pair. */
function disagreements(
  model: PolicyModel,
  connections: readonly Connection[],
  answer: ReturnType<typeof oracle>,
  [source, destination]: readonly [End, End],
): string[] {
  const connection = connections.find(
    each =>
      isPeer(each.source, source) && isPeer(each.destination, destination),
  );
  const query = {
    source: inputFor(source),
    destination: inputFor(destination),
  };
  return PROTOCOLS.flatMap(protocol =>
    PORTS.flatMap(port => {
      const expected = answer({ source, destination, protocol, port });
      const { verdict, summary } = model.evaluate({ ...query, protocol, port });
      // A pod's connection to itself is not on the list.
      const listed =
        source === destination
          ? 'allowed'
          : listedVerdict(connection, protocol, port);
      return verdict === expected && listed === expected
        ? []
        : [`${expected} says the oracle, ${listed} the list. ${summary}`];
    }),
  );
}

describe('the engine agrees with the oracle', () => {
  it('on each connection of generated clusters', () => {
    process.stderr.write(
      `oracle: ${numRuns} clusters, ORACLE_SEED=${seed} repeats them\n`,
    );
    fc.assert(
      fc.property(
        oracleClusterArbitrary,
        fc.record({
          enforceStaged: fc.boolean(),
          ipBlockMatchesPods: fc.boolean(),
        }),
        fc.subarray(OUTSIDE, { minLength: 1, maxLength: 5 }),
        (cluster, options, outside) => {
          const model = createPolicyModel(everythingOf(cluster), options);
          const connections = model.connections({ granularity: 'pod' });
          const input = inputOf(cluster, options);
          const answer = oracle(input);
          const pods = input.pods.map((pod): End => ({ pod }));
          const ends = [...pods, ...outside.map((ip): End => ({ ip }))];
          const pairs = ends.flatMap(source =>
            ends
              .filter(each => 'pod' in source || 'pod' in each)
              .map(destination => [source, destination] as const),
          );
          const found = pairs.flatMap(pair =>
            disagreements(model, connections, answer, pair),
          );
          expect(found.slice(0, 3)).toEqual([]);
        },
      ),
      { numRuns, seed },
    );
  });
});
