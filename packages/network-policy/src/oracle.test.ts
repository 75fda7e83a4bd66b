/** The engine against the oracle: every pair of ends, every port of interest, on generated clusters. */
import fc from 'fast-check';
import { bitsOf, oracle } from './__oracle__';
import type { End, OracleOptions, PodManifest, Traffic } from './__oracle__';
import { createPolicyModel } from './index';
import type {
  Connection,
  ConnectionQuery,
  Peer,
  PeerInput,
  PolicyModel,
  Verdict,
} from './index';
import {
  everythingOf,
  oracleClusterArbitrary,
} from './__testUtils__/arbitrary';
import { addressEdges, trafficEdges } from './__testUtils__/edges';
import type { Manifest } from './__testUtils__/objects';

/** 100,000 by `npm run test:nightly`. */
const numRuns = Number(process.env.ORACLE_RUNS ?? 2_000);
const seed = Number(process.env.ORACLE_SEED ?? Date.now() % 2 ** 31);

/** What is asked of one cluster. */
interface Round {
  objects: readonly Manifest[];
  options: OracleOptions;
  /** Addresses outside. */
  outside: readonly string[];
  traffic: readonly Traffic[];
}

const podsOf = (objects: readonly Manifest[]) =>
  objects.filter(each => each.kind === 'Pod') as unknown as PodManifest[];

const some = <T>(all: T[], maxLength: number) =>
  fc.subarray(all, { maxLength: Math.min(maxLength, all.length) });

/** Clusters, with some of the addresses and traffic that their policies may tell apart. */
const roundArbitrary: fc.Arbitrary<Round> = oracleClusterArbitrary.chain(
  cluster => {
    const objects = everythingOf(cluster);
    const own = podsOf(objects).flatMap(pod =>
      pod.status.podIPs.map(({ ip }) => bitsOf(ip)),
    );
    const outside = addressEdges(objects).filter(
      ip => !own.includes(bitsOf(ip)),
    );
    return fc.record({
      objects: fc.constant(objects),
      options: fc.record({
        enforceStaged: fc.boolean(),
        ipBlockMatchesPods: fc.boolean(),
      }),
      outside: some(outside, 5),
      traffic: some(trafficEdges(objects), 12),
    });
  },
);

const inputFor = (end: End): PeerInput =>
  'ip' in end
    ? end
    : { namespace: end.pod.metadata.namespace, name: end.pod.metadata.name };

function queryFor(traffic: Traffic): Omit<ConnectionQuery, keyof Pair> {
  if ('port' in traffic) {
    return traffic;
  }
  const { protocol } = traffic;
  return 'number' in traffic
    ? { protocol, port: traffic.number }
    : { protocol, icmp: traffic };
}

interface Pair {
  source: End;
  destination: End;
}

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

/** The place of traffic in a set of connections. */
function numberOf(traffic: Traffic): number {
  if ('port' in traffic) {
    return traffic.port;
  }
  return 'number' in traffic
    ? traffic.number
    : traffic.type * 256 + traffic.code;
}

/** The verdict by the list of all connections, where none denies. */
function listedVerdict(
  connection: Connection | undefined,
  traffic: Traffic,
): Verdict {
  const number = numberOf(traffic);
  const holds = (set: Connection['allowed'] = {}) =>
    (set[traffic.protocol] ?? []).some(
      ({ from, to }) => from <= number && number <= to,
    );
  if (holds(connection?.allowed)) {
    return 'allowed';
  }
  return holds(connection?.uncertain) ? 'uncertain' : 'denied';
}

/** Where Calico is not, the list leaves out what Kubernetes' policies don't speak of. */
function isListed(traffic: Traffic, { objects }: Round): boolean {
  return (
    'port' in traffic ||
    objects.some(each => `${each.apiVersion}`.startsWith('projectcalico.org'))
  );
}

/** What either answer of the engine says otherwise than the oracle, of one pair. */
function disagreements(
  round: Round,
  model: PolicyModel,
  connections: readonly Connection[],
  answer: ReturnType<typeof oracle>,
  { source, destination }: Pair,
): string[] {
  const connection = connections.find(
    each =>
      isPeer(each.source, source) && isPeer(each.destination, destination),
  );
  const ends = { source: inputFor(source), destination: inputFor(destination) };
  return round.traffic.flatMap(traffic => {
    const expected = answer({ source, destination, traffic });
    const { verdict, summary } = model.evaluate({
      ...ends,
      ...queryFor(traffic),
    });
    // A pod's connection to itself is not on the list.
    const listed =
      source === destination || !isListed(traffic, round)
        ? expected
        : listedVerdict(connection, traffic);
    return verdict === expected && listed === expected
      ? []
      : [
          `${expected} says the oracle, ${listed} the list. ${summary} ${JSON.stringify(
            traffic,
          )}`,
        ];
  });
}

/** All pairs of ends of which one is a pod. */
function pairsOf({ objects, outside }: Round): Pair[] {
  const pods = podsOf(objects).map((pod): End => ({ pod }));
  const addresses = outside.map((ip): End => ({ ip }));
  return [
    ...pods.flatMap(source =>
      [...pods, ...addresses].map(destination => ({ source, destination })),
    ),
    ...addresses.flatMap(source =>
      pods.map(destination => ({ source, destination })),
    ),
  ];
}

describe('the engine agrees with the oracle', () => {
  it('on each connection of generated clusters', () => {
    process.stderr.write(
      `oracle: ${numRuns} clusters, ORACLE_SEED=${seed} repeats them\n`,
    );
    fc.assert(
      fc.property(roundArbitrary, round => {
        const model = createPolicyModel(round.objects, round.options);
        const connections = model.connections({ granularity: 'pod' });
        const answer = oracle(round.objects, round.options);
        const found = pairsOf(round).flatMap(pair =>
          disagreements(round, model, connections, answer, pair),
        );
        expect(found.slice(0, 3)).toEqual([]);
      }),
      { numRuns, seed },
    );
  });
});
