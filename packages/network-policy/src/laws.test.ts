/** What no answer may break, whatever the objects. */
import fc from 'fast-check';
import { createPolicyModel, diffConnections, formatPeer } from './index';
import type {
  ConnectionChange,
  ConnectionSet,
  FindingKind,
  ObjectReference,
  Peer,
  PeerInput,
  PolicyModel,
  WantedPeer,
} from './index';
import {
  clusterArbitrary,
  everythingOf,
  networkPolicyArbitrary,
  secondaryNetworkArbitrary,
} from './__testUtils__/arbitrary';
import {
  answersIn,
  answersOf,
  lostFrom,
  namesOf,
} from './__testUtils__/answers';
import type { Answers } from './__testUtils__/answers';
import {
  RANGES,
  wishers,
  wishesArbitrary,
} from './__testUtils__/arbitraryWishes';
import { addressEdges } from './__testUtils__/edges';
import type { Manifest } from './__testUtils__/objects';
import {
  ALL_CONNECTIONS,
  intersect,
  isEmpty,
  portRange,
} from './ports/connectionSet';
import { renameLabels } from './__testUtils__/rename';
import { formatReference } from './objects/object';

const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) };

const objectsArbitrary = clusterArbitrary.map(everythingOf);

const sameAddresses = (...objects: Manifest[][]) =>
  addressEdges(objects.flat());

const NOTHING = { allowed: {}, possible: {} };

/** Where two sets of answers differ, and how. */
const differing = (was: Answers, is: Answers) =>
  [...new Set([...was.keys(), ...is.keys()])]
    .sort()
    .map(key => ({
      key,
      was: was.get(key) ?? NOTHING,
      is: is.get(key) ?? NOTHING,
    }))
    .filter(each => JSON.stringify(each.was) !== JSON.stringify(each.is));

describe('laws', () => {
  it('the connections of some peers are those in the list of all', () => {
    fc.assert(
      fc.property(objectsArbitrary, fc.nat(), (objects, choice) => {
        const model = createPolicyModel(objects);
        const chosen = new Set(
          model.workloads
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

  it('the findings about some objects are those in the list of all', () => {
    let told = 0;
    fc.assert(
      fc.property(
        fc.oneof(clusterArbitrary, secondaryNetworkArbitrary).map(everythingOf),
        fc.nat(),
        (objects, choice) => {
          const model = createPolicyModel(objects);
          const keyOf = (object: ObjectReference, kind: FindingKind) =>
            `${kind} ${formatReference(object)}`;
          const all = model.findings();
          const keys = all.map(({ object, kind }) => keyOf(object, kind));
          const chosen = new Set(
            [...new Set(keys)].filter(
              (_, index) => (choice >> index % 16) % 2 === 1,
            ),
          );
          const some = model.findings({
            about: (object, kind) => chosen.has(keyOf(object, kind)),
          });
          expect(some).toEqual(all.filter((_, at) => chosen.has(keys[at])));
          told += some.length;
        },
      ),
      runs,
    );
    expect(told).toBeGreaterThan(100);
  });

  it('the order of the input never matters', () => {
    const answers = (model: PolicyModel) => ({
      connections: model.connections({ granularity: 'pod' }),
      postures: model.postures(),
      findings: model.findings(),
      networks: model.networks,
    });
    fc.assert(
      fc.property(
        fc
          .oneof(clusterArbitrary, secondaryNetworkArbitrary)
          .map(everythingOf)
          .chain(objects =>
            fc.tuple(
              fc.constant(objects),
              fc.shuffledSubarray(objects, { minLength: objects.length }),
            ),
          ),
        fc.constantFrom(undefined, 'a/lan'),
        ([objects, shuffled], network) => {
          const options = network === undefined ? {} : { network };
          expect(answers(createPolicyModel(shuffled, options))).toEqual(
            answers(createPolicyModel(objects, options)),
          );
        },
      ),
      runs,
    );
  });

  it('one more rule of a NetworkPolicy that is there never takes a connection away', () => {
    interface Rules {
      spec: { ingress?: unknown[]; egress?: unknown[] };
    }
    const policyTypes = ['Ingress', 'Egress'];
    fc.assert(
      fc.property(
        objectsArbitrary,
        networkPolicyArbitrary,
        networkPolicyArbitrary,
        (objects, make, makeOther) => {
          const policy = make(8) as Manifest & Rules;
          const { ingress = [], egress = [] } = policy.spec;
          const more = (makeOther(8) as Manifest & Rules).spec;
          const withRules = (spec: Rules['spec']) => [
            ...objects,
            { ...policy, spec: { ...policy.spec, policyTypes, ...spec } },
          ];
          const before = withRules({ ingress, egress });
          const after = withRules({
            ingress: [...ingress, ...(more.ingress ?? [])],
            egress: [...egress, ...(more.egress ?? [])],
          });
          const outside = sameAddresses(before, after);
          const [was, is] = [before, after].map(each =>
            answersOf(createPolicyModel(each), outside),
          );
          expect(lostFrom(was, is)).toEqual([]);
        },
      ),
      runs,
    );
  });

  it('what the list says of an address outside, a question about it says too', () => {
    fc.assert(
      fc.property(objectsArbitrary, objects => {
        const model = createPolicyModel(objects);
        const outside = addressEdges(objects);
        const list = model.connections({ granularity: 'pod' });
        const inputOf = (peer: Peer): PeerInput =>
          peer.type === 'external' ? { ip: peer.from } : peer;
        const wrong = list
          .filter(({ destination }) => destination.type === 'external')
          .flatMap(connection => {
            const { source, destination, allowed, uncertain } = connection;
            return namesOf(destination, outside, formatPeer).flatMap(ip => {
              const asked = { source: inputOf(source), destination: { ip } };
              return [80, 81].flatMap(port => {
                const answer = model.evaluate({ ...asked, port });
                const one = portRange('TCP', port, port);
                const isIn = (set: ConnectionSet) =>
                  !isEmpty(intersect(set, one));
                const unsure = isIn(uncertain) ? 'uncertain' : 'denied';
                const told = isIn(allowed) ? 'allowed' : unsure;
                // That of a pod, as no node has it, is not outside.
                return answer.destination.type !== 'external' ||
                  answer.verdict === told
                  ? []
                  : [`${told} says the list. ${answer.summary}`];
              });
            });
          });
        expect(wrong).toEqual([]);
      }),
      runs,
    );
  });

  it('renaming the keys and values of labels never matters', () => {
    fc.assert(
      fc.property(objectsArbitrary, objects => {
        const list = (each: Manifest[]) =>
          createPolicyModel(each).connections({ granularity: 'pod' });
        expect(list(renameLabels(objects))).toEqual(list(objects));
      }),
      runs,
    );
  });

  it('what pods may do, summed, is what their workloads may do', () => {
    /** A pod by the name of its workload. */
    const workloadOf = (peer: Peer) =>
      formatPeer(peer.type === 'pod' ? peer.workload : peer);
    fc.assert(
      fc.property(objectsArbitrary, objects => {
        const model = createPolicyModel(objects);
        const outside = sameAddresses(objects);
        const betweenPods = model
          .connections({ granularity: 'pod' })
          .filter(
            ({ source, destination }) =>
              workloadOf(source) !== workloadOf(destination),
          );
        const summed = answersIn(betweenPods, outside, workloadOf);
        const listed = answersIn(model.connections(), outside);
        expect(new Map([...listed].sort())).toEqual(
          new Map([...summed].sort()),
        );
      }),
      runs,
    );
  });

  describe('what is recommended', () => {
    const peerOf = (wish: WantedPeer): Peer =>
      'from' in wish
        ? { type: 'external', ...wish }
        : { type: 'workload', kind: 'Pod', ...wish };

    it.each([
      'NetworkPolicy',
      'CalicoNetworkPolicy',
      'ClusterNetworkPolicy',
    ] as const)('as %s permits what was wanted, and nothing else', dialect => {
      const outside = addressEdges([{ ranges: RANGES.flatMap(Object.values) }]);
      // A ClusterNetworkPolicy cannot keep out what comes from outside, and says so.
      const isBeyond = (source: Peer) =>
        dialect === 'ClusterNetworkPolicy' && source.type === 'external';
      fc.assert(
        fc.property(wishesArbitrary, wishes => {
          const { policies } = createPolicyModel(wishers).recommend(wishes, {
            dialect,
          });
          const model = createPolicyModel([...wishers, ...policies]);
          expect(model.problems).toEqual([]);
          const wanted = wishes.map(({ source, destination, allowed }) => ({
            source: peerOf(source),
            destination: peerOf(destination),
            allowed,
            uncertain: {},
          }));
          const [permitted, expected] = [model.connections(), wanted].map(
            list =>
              answersIn(
                list
                  .filter(({ source }) => !isBeyond(source))
                  // Of all ports is of all protocols, where a dialect has more.
                  .map(each => ({
                    ...each,
                    allowed: intersect(each.allowed, ALL_CONNECTIONS),
                  })),
                outside,
              ),
          );
          expect(differing(expected, permitted)).toEqual([]);
        }),
        runs,
      );
    });
  });

  describe('a diff', () => {
    /** Both sides of a diff as answers. */
    function sidesOf(changes: readonly ConnectionChange[], outside: string[]) {
      const [before, after] = (['before', 'after'] as const).map(side =>
        answersIn(
          changes.map(each => ({ ...each, ...each[side] })),
          outside,
        ),
      );
      return { before, after };
    }

    it('of a model with itself, or with its like, is empty', () => {
      fc.assert(
        fc.property(objectsArbitrary, objects => {
          const model = createPolicyModel(objects);
          const like = createPolicyModel([...objects].reverse());
          for (const other of [model, like, model.update({})]) {
            expect(diffConnections(model, other)).toEqual({
              added: [],
              removed: [],
              changed: [],
              uncertain: [],
            });
          }
        }),
        runs,
      );
    });

    it('of two models is the difference of their lists, to the port', () => {
      fc.assert(
        fc.property(
          objectsArbitrary.chain(objects =>
            fc.tuple(
              fc.constant(objects),
              // Namespaces and tiers stay, so that both have the same pods and plugin.
              fc.subarray(
                objects.filter(each => `${each.kind}`.endsWith('Policy')),
              ),
            ),
          ),
          networkPolicyArbitrary,
          ([objects, removed], make) => {
            const changed = [
              ...objects.filter(each => !removed.includes(each)),
              make(9),
            ];
            const outside = sameAddresses(objects, changed);
            const before = createPolicyModel(objects);
            const after = createPolicyModel(changed);
            const diff = diffConnections(before, after, {
              granularity: 'pod',
            });
            const odd = new Set(
              after.workloads
                .filter((_, index) => index % 2 === 1)
                .map(formatPeer),
            );
            const involving = (peer: Peer) => odd.has(formatPeer(peer));
            const whole = diffConnections(before, after);
            const only = (changes: readonly ConnectionChange[]) =>
              changes.filter(
                ({ source, destination }) =>
                  involving(source) || involving(destination),
              );
            expect(diffConnections(before, after, { involving })).toEqual({
              added: only(whole.added),
              removed: only(whole.removed),
              changed: only(whole.changed),
              uncertain: only(whole.uncertain),
            });
            const told = sidesOf(Object.values(diff).flat(), outside);
            expect(differing(told.before, told.after)).toEqual(
              differing(answersOf(before, outside), answersOf(after, outside)),
            );
          },
        ),
        runs,
      );
    });
  });
});
