import fc from 'fast-check';
import { createPolicyModel, formatPeer } from './index';
import type {
  Connection,
  ConnectionSet,
  Peer,
  PolicyModel,
  Protocol,
} from './index';
import {
  clusterArbitrary,
  everythingOf,
  networkPolicyArbitrary,
} from './__testUtils__/arbitrary';

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
const PORTS = [78, 79, 80, 81, 82];
const OUTSIDE = [
  '8.8.8.8',
  '10.0.0.2',
  '10.200.0.1',
  '203.0.113.1',
  '203.0.113.70',
  '203.0.113.200',
  'fd00::2',
  '2001:db8::1',
];
const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 150) };

const holds = (set: ConnectionSet, protocol: Protocol, port: number) =>
  (set[protocol] ?? []).some(each => each.from <= port && port <= each.to);

const keyOf = (connection: Connection) =>
  `${formatPeer(connection.source)} => ${formatPeer(connection.destination)}`;

/** Everything that a model permits, as lines that can be compared. */
function linesOf(model: PolicyModel, granularity: 'workload' | 'pod' = 'pod') {
  return model
    .connections({ granularity })
    .map(
      each =>
        `${keyOf(each)} : ${JSON.stringify([each.allowed, each.uncertain])}`,
    );
}

function verdictIn(
  connection: Connection | undefined,
  protocol: Protocol,
  port: number,
) {
  if (connection && holds(connection.allowed, protocol, port)) {
    return 'allowed';
  }
  return connection && holds(connection.uncertain, protocol, port)
    ? 'uncertain'
    : 'denied';
}

describe('laws', () => {
  it('the connections of some peers are those in the list of all', () => {
    fc.assert(
      fc.property(clusterArbitrary, fc.nat(), (cluster, choice) => {
        const model = createPolicyModel(everythingOf(cluster));
        const { workloads } = model;
        const chosen = new Set(
          workloads
            .filter((_, index) => (choice >> index % 16) % 2 === 1)
            .map(formatPeer),
        );
        const involving = (peer: Peer) => chosen.has(formatPeer(peer));
        expect(model.connections({ involving })).toEqual(
          model
            .connections()
            .filter(
              ({ source, destination }) =>
                involving(source) || involving(destination),
            ),
        );
      }),
      runs,
    );
  });

  it('one connection asked for is answered as in the list of all, between pods', () => {
    fc.assert(
      fc.property(clusterArbitrary, cluster => {
        const model = createPolicyModel(everythingOf(cluster));
        const listed = new Map(
          model
            .connections({ granularity: 'pod' })
            .map(each => [keyOf(each), each]),
        );
        for (const source of model.workloads) {
          for (const destination of model.workloads) {
            const connection = listed.get(
              `${formatPeer(source)} => ${formatPeer(destination)}`,
            );
            for (const protocol of PROTOCOLS) {
              for (const port of PORTS) {
                const { verdict, summary } = model.evaluate({
                  source,
                  destination,
                  protocol,
                  port,
                });
                const expected =
                  source === destination
                    ? 'allowed'
                    : verdictIn(connection, protocol, port);
                expect(`${verdict} ${summary}`).toBe(`${expected} ${summary}`);
              }
            }
          }
        }
      }),
      runs,
    );
  });

  it('one connection asked for is answered as in the list of all, from and to outside', () => {
    const parse = (text: string) =>
      text.split('.').reduce((value, byte) => value * 256 + Number(byte), 0);
    fc.assert(
      fc.property(clusterArbitrary, cluster => {
        const model = createPolicyModel(everythingOf(cluster));
        const pods = new Set(
          cluster.pods.flatMap(
            each => JSON.stringify(each).match(/"ip":"[^"]*"/g) ?? [],
          ),
        );
        const listed = model.connections({ granularity: 'pod' });
        for (const ip of OUTSIDE.filter(
          each => each.includes('.') && !pods.has(`"ip":"${each}"`),
        )) {
          const external = { ip };
          for (const workload of model.workloads) {
            for (const inbound of [true, false]) {
              const connection = listed.find(each => {
                const [inside, outside] = inbound
                  ? [each.destination, each.source]
                  : [each.source, each.destination];
                return (
                  outside.type === 'external' &&
                  outside.from.includes('.') &&
                  parse(outside.from) <= parse(ip) &&
                  parse(ip) <= parse(outside.to) &&
                  formatPeer(inside) === formatPeer(workload)
                );
              });
              for (const protocol of PROTOCOLS) {
                for (const port of [79, 80, 81]) {
                  const { verdict, summary } = model.evaluate({
                    source: inbound ? external : workload,
                    destination: inbound ? workload : external,
                    protocol,
                    port,
                  });
                  expect(`${verdict} ${summary}`).toBe(
                    `${verdictIn(connection, protocol, port)} ${summary}`,
                  );
                }
              }
            }
          }
        }
      }),
      runs,
    );
  });

  it('the order of the input never matters', () => {
    fc.assert(
      fc.property(
        clusterArbitrary.chain(cluster =>
          fc.tuple(
            fc.constant(everythingOf(cluster)),
            fc.shuffledSubarray(everythingOf(cluster), {
              minLength: everythingOf(cluster).length,
            }),
          ),
        ),
        ([objects, shuffled]) => {
          expect(linesOf(createPolicyModel(shuffled))).toEqual(
            linesOf(createPolicyModel(objects)),
          );
        },
      ),
      runs,
    );
  });

  it('one more rule of a NetworkPolicy that is there never takes a connection away', () => {
    fc.assert(
      fc.property(
        clusterArbitrary,
        networkPolicyArbitrary,
        networkPolicyArbitrary,
        (cluster, make, makeOther) => {
          const plain = {
            ...cluster,
            policies: cluster.policies.filter(
              each => each.apiVersion === 'networking.k8s.io/v1',
            ),
            others: [],
          };
          const [policy, other] = [make(8), makeOther(8)] as {
            spec: { ingress?: unknown[]; egress?: unknown[] };
          }[];
          const types = { policyTypes: ['Ingress', 'Egress'] };
          const before = { ...policy, spec: { ...policy.spec, ...types } };
          const after = {
            ...policy,
            spec: {
              ...policy.spec,
              ...types,
              ingress: [
                ...(policy.spec.ingress ?? []),
                ...(other.spec.ingress ?? []),
              ],
              egress: [
                ...(policy.spec.egress ?? []),
                ...(other.spec.egress ?? []),
              ],
            },
          };
          const [less, more] = [before, after].map(each =>
            createPolicyModel([...everythingOf(plain), each]),
          );
          for (const source of less.workloads) {
            for (const destination of less.workloads) {
              for (const port of [80, 81]) {
                const query = { source, destination, port };
                const [was, is] = [less, more].map(
                  each => each.evaluate(query).verdict,
                );
                expect(was === 'allowed' && is !== 'allowed').toBe(false);
              }
            }
          }
        },
      ),
      runs,
    );
  });

  it('renaming labels consistently never matters', () => {
    fc.assert(
      fc.property(clusterArbitrary, cluster => {
        const objects = everythingOf(cluster);
        const renamed: unknown[] = JSON.parse(
          JSON.stringify(objects)
            .replace(/"app":/g, '"renamed":')
            .replace(/"key":"app"/g, '"key":"renamed"')
            .replace(/\bapp (==|!=|starts)/g, 'renamed $1')
            .replace(/has\(app\)/g, 'has(renamed)'),
        );
        expect(linesOf(createPolicyModel(renamed))).toEqual(
          linesOf(createPolicyModel(objects)),
        );
      }),
      runs,
    );
  });
});
