/** The engine against the oracle: every pair of ends, every port of interest, on generated clusters. */
import fc from 'fast-check';
import { bitsOf, oracle, podsOf, servicesOf, together } from './__oracle__';
import type {
  End,
  OracleOptions,
  PodManifest,
  ServiceManifest,
  Traffic,
} from './__oracle__';
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
  clusterArbitrary,
  everythingOf,
  secondaryNetworkArbitrary,
} from './__testUtils__/arbitrary';
import type { Cluster } from './__testUtils__/arbitrary';
import { addressEdges, trafficEdges } from './__testUtils__/edges';
import type { Manifest } from './__testUtils__/objects';

/** 100,000 by `npm run test:nightly`. */
const numRuns = Number(process.env.ORACLE_RUNS ?? 800);
const seed = Number(process.env.ORACLE_SEED ?? Date.now() % 2 ** 31);

/** What is asked of one cluster. */
interface Round {
  objects: readonly Manifest[];
  options: OracleOptions;
  /** Addresses outside. */
  outside: readonly string[];
  traffic: readonly Traffic[];
  services: readonly ServiceManifest[];
}

const some = <T>(all: T[], maxLength: number) =>
  fc.subarray(all, { maxLength: Math.min(maxLength, all.length) });

/** Clusters, with some of the addresses and traffic that their policies may tell apart. */
const roundsOf = (
  clusters: fc.Arbitrary<Cluster>,
  network?: string,
): fc.Arbitrary<Round> =>
  clusters.chain(cluster => {
    const objects = everythingOf(cluster);
    // That of a pod on the host's network is its node's, and asked about as such.
    const own = podsOf(objects, network)
      .filter(({ spec }) => !spec.hostNetwork)
      .flatMap(pod => pod.status.podIPs.map(({ ip }) => bitsOf(ip)));
    const outside = addressEdges(objects).filter(
      ip => !own.includes(bitsOf(ip)),
    );
    return fc.record({
      objects: fc.constant(objects),
      options: fc.record({
        enforceStaged: fc.boolean(),
        ipBlockMatchesPods: fc.boolean(),
        ...(network === undefined ? {} : { network: fc.constant(network) }),
      }),
      outside: some(outside, 4),
      traffic: some(trafficEdges(objects), 8),
      services: some(servicesOf(objects), 2),
    });
  });

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

/** Whether an address is that of a pod's node, by the Node or by pods there; of any, where nobody knows which is its. */
function isNodeOf(ip: string, pod: PodManifest, { objects }: Round): boolean {
  const { nodeName } = pod.spec;
  const isIt = (name: string | undefined) =>
    name !== undefined && (nodeName === undefined || name === nodeName);
  const isOfNode = ({ kind, metadata, spec }: Manifest) =>
    kind === 'Node'
      ? isIt((metadata as { name: string }).name)
      : kind === 'Pod' && isIt((spec as PodManifest['spec']).nodeName);
  return objects
    .filter(isOfNode)
    .some(({ status }) => JSON.stringify(status).includes(`"${ip}"`));
}

/**
 * Not on the list are those between two addresses, a pod's connection to itself, that
 * of its own node, or of what may be it, and, where Calico is not, what Kubernetes' policies don't speak of.
 */
function isListed(
  { source, destination }: Pair,
  round: Round,
): (traffic: Traffic) => boolean {
  const isOwnNode =
    'ip' in source &&
    'pod' in destination &&
    isNodeOf(source.ip, destination.pod, round);
  const isCalico = round.objects.some(each =>
    `${each.apiVersion}`.includes('projectcalico.org'),
  );
  const isOfPods = 'pod' in source || 'pod' in destination;
  return traffic =>
    isOfPods &&
    source !== destination &&
    !isOwnNode &&
    ('port' in traffic || isCalico);
}

/** What either answer of the engine says otherwise than the oracle, of one pair. */
function disagreements(
  round: Round,
  model: PolicyModel,
  connections: readonly Connection[],
  answer: ReturnType<typeof oracle>,
  pair: Pair,
): string[] {
  const { source, destination } = pair;
  const connection = connections.find(
    each =>
      isPeer(each.source, source) && isPeer(each.destination, destination),
  );
  const ends = { source: inputFor(source), destination: inputFor(destination) };
  const isOnList = isListed(pair, round);
  return round.traffic.flatMap(traffic => {
    const expected = answer({ source, destination, traffic });
    const { verdict, summary } = model.evaluate({
      ...ends,
      ...queryFor(traffic),
    });
    const listed = isOnList(traffic)
      ? listedVerdict(connection, traffic)
      : expected;
    return verdict === expected && listed === expected
      ? []
      : [
          `${expected} says the oracle, ${listed} the list. ${summary} ${JSON.stringify(
            traffic,
          )}`,
        ];
  });
}

/** What the engine says otherwise of connections from pods to a Service. */
function disagreementsOn(
  service: ServiceManifest,
  round: Round,
  model: PolicyModel,
  answer: ReturnType<typeof oracle>,
): string[] {
  const { namespace, name } = service.metadata;
  const destination = { namespace, name, kind: 'Service' };
  const pods = endsOf(round).filter(each => 'pod' in each);
  return pods.flatMap(source =>
    round.traffic
      .filter(traffic => 'port' in traffic)
      .flatMap(traffic => {
        const expected = answer({ source, destination: service, traffic });
        const { verdict, summary } = model.evaluate({
          source: inputFor(source),
          destination,
          ...queryFor(traffic),
        });
        return verdict === expected
          ? []
          : [`${expected} says the oracle. ${summary} (${namespace}/${name})`];
      }),
  );
}

/** Pods with their workload's name, of workloads whose pods are there. */
function workloadsOf(round: Round): { peer: PeerInput; pods: End[] }[] {
  const pods = podsOf(round.objects, round.options.network);
  return pods.flatMap(({ metadata: { namespace, ownerReferences } }) =>
    (ownerReferences ?? []).map(({ kind, name }) => ({
      peer: { namespace, name, kind },
      pods: pods
        .filter(({ metadata }) => metadata.namespace === namespace)
        .filter(({ metadata }) => metadata.ownerReferences)
        .map(pod => ({ pod })),
    })),
  );
}

/** What the engine says otherwise of connections of a workload: any of its pods'. */
function disagreementsOfWorkload(
  { peer, pods }: ReturnType<typeof workloadsOf>[number],
  round: Round,
  model: PolicyModel,
  answer: ReturnType<typeof oracle>,
): string[] {
  const others = endsOf(round).filter(
    end =>
      'ip' in end ||
      !pods.some(
        each =>
          'pod' in each && each.pod.metadata.name === end.pod.metadata.name,
      ),
  );
  return others.flatMap(other =>
    round.traffic.flatMap(traffic =>
      [true, false].flatMap(isSource => {
        const expected = together(
          pods.map(pod =>
            isSource
              ? answer({ source: pod, destination: other, traffic })
              : answer({ source: other, destination: pod, traffic }),
          ),
        );
        const { verdict, summary } = model.evaluate({
          source: isSource ? peer : inputFor(other),
          destination: isSource ? inputFor(other) : peer,
          ...queryFor(traffic),
        });
        return verdict === expected
          ? []
          : [`${expected} says the oracle of all its pods. ${summary}`];
      }),
    ),
  );
}

function endsOf({ objects, options, outside }: Round): End[] {
  return [
    ...podsOf(objects, options.network).map(pod => ({ pod })),
    ...outside.map(ip => ({ ip })),
  ];
}

/** All pairs of ends, those of two addresses too: either may be that of a node. */
function pairsOf(round: Round): Pair[] {
  const ends = endsOf(round);
  return ends.flatMap(source =>
    ends.map(destination => ({ source, destination })),
  );
}

/** What the engine says otherwise than the oracle, anywhere in a cluster. */
function allDisagreements(round: Round): string[] {
  const model = createPolicyModel(round.objects, round.options);
  const connections = model.connections({ granularity: 'pod' });
  const answer = oracle(round.objects, round.options);
  return [
    // What is generated is valid: nothing of it may be left out.
    ...model.problems
      .filter(each => each.kind === 'invalid')
      .map(each => each.message),
    ...pairsOf(round).flatMap(pair =>
      disagreements(round, model, connections, answer, pair),
    ),
    ...round.services.flatMap(service =>
      disagreementsOn(service, round, model, answer),
    ),
    ...workloadsOf(round)
      .slice(0, 1)
      .flatMap(workload =>
        disagreementsOfWorkload(workload, round, model, answer),
      ),
  ];
}

describe('the engine agrees with the oracle', () => {
  it.each<[string, fc.Arbitrary<Round>, number]>([
    ['on each connection of', roundsOf(clusterArbitrary), numRuns],
    [
      'on a secondary network of',
      roundsOf(secondaryNetworkArbitrary, 'a/lan'),
      Math.ceil(numRuns / 10),
    ],
  ])('%s generated clusters', (_, rounds, runs) => {
    process.stderr.write(
      `oracle: ${runs} clusters, ORACLE_SEED=${seed} repeats them\n`,
    );
    fc.assert(
      fc.property(rounds, round => {
        expect(allDisagreements(round).slice(0, 3)).toEqual([]);
      }),
      { numRuns: runs, seed },
    );
  });
});
