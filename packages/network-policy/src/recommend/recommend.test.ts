import fc from 'fast-check';
import { createPolicyModel } from '../index';
import type { PolicyModel } from '../index';
import {
  ALL_CONNECTIONS,
  portRange,
  wholeProtocol,
} from '../ports/connectionSet';
import { inventoryApp, pod } from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';
import { includes, parseAddress, parseCidr } from '../addresses/ranges';
import { cidrsOf } from './plan';
import type { WantedConnection } from './plan';

const names = ['a/one', 'a/two', 'b/three', 'b/four'];
const at = (last: number) => [{}, { podIP: `100.64.0.${last}` }] as const;
const workloads: Manifest[] = [
  pod('a/one', { app: 'one', tier: 'web' }, ...at(1)),
  // Its labels are a part of the next one's.
  pod('a/two', { app: 'two' }, ...at(2)),
  pod('a/other', { app: 'two', extra: 'yes' }, ...at(3)),
  pod('b/three', { app: 'three', tier: 'web' }, ...at(4)),
  pod('b/four', { app: 'four', tier: 'web' }, ...at(5)),
];

const peer = (name: string) => {
  const [namespace, own] = name.split('/');
  return { namespace, name: own };
};
const range = fc.constantFrom(
  { from: '10.0.0.0', to: '10.255.255.255' },
  { from: '10.0.0.1', to: '10.0.0.6' },
  { from: '2001:db8::', to: '2001:db8::ff' },
);
const set = fc.constantFrom(
  ALL_CONNECTIONS,
  portRange('TCP', 80, 80),
  portRange('UDP', 53, 60),
  wholeProtocol('SCTP'),
  { ...portRange('TCP', 1, 10), ...wholeProtocol('UDP') },
);
const wanted: fc.Arbitrary<WantedConnection[]> = fc.uniqueArray(
  fc
    .tuple(
      fc.oneof(fc.constantFrom(...names).map(peer), range),
      fc.oneof(fc.constantFrom(...names).map(peer), range),
      set,
    )
    .filter(
      ([source, destination]) =>
        !('from' in source && 'from' in destination) &&
        JSON.stringify(source) !== JSON.stringify(destination),
    )
    .map(([source, destination, allowed]) => ({
      source,
      destination,
      allowed,
    })),
  {
    maxLength: 6,
    selector: each => JSON.stringify([each.source, each.destination]),
  },
);

/** What is permitted, point by point, since ranges may be cut otherwise. */
function permits(
  model: PolicyModel,
  source: object,
  destination: object,
  protocol: 'TCP' | 'UDP' | 'SCTP',
  port: number,
) {
  const input = (each: object) =>
    'from' in each
      ? { ip: (each as { from: string }).from }
      : (each as { namespace: string; name: string });
  return model.evaluate({
    source: input(source),
    destination: input(destination),
    protocol,
    port,
  }).verdict;
}

const all = [
  ...names.map(peer),
  { from: '10.0.0.0', to: '' },
  { from: '10.0.0.3', to: '' },
  { from: '11.0.0.0', to: '' },
  { from: '2001:db8::7', to: '' },
  { from: '2001:db9::', to: '' },
];

describe('recommend', () => {
  it.each([
    'NetworkPolicy',
    'CalicoNetworkPolicy',
    'ClusterNetworkPolicy',
  ] as const)('permits exactly what was wanted, in %s', dialect => {
    fc.assert(
      fc.property(wanted, wishes => {
        const { policies } = createPolicyModel(workloads).recommend(wishes, {
          dialect,
        });
        const model = createPolicyModel([...workloads, ...policies]);
        expect(model.problems).toEqual([]);
        const inside = (each: { from: string; to: string }, ip: string) =>
          includes(
            cidrsOf(each.from, each.to).flatMap(cidr => parseCidr(cidr) ?? []),
            parseAddress(ip) ?? -1n,
          );
        const isWanted = (
          source: object,
          destination: object,
          protocol: 'TCP' | 'UDP' | 'SCTP',
          port: number,
        ) =>
          wishes.some(
            each =>
              [
                [each.source, source],
                [each.destination, destination],
              ].every(([wish, real]) =>
                'from' in wish
                  ? 'from' in real &&
                    inside(
                      wish as { from: string; to: string },
                      (real as { from: string }).from,
                    )
                  : JSON.stringify(wish) === JSON.stringify(real),
              ) &&
              (each.allowed[protocol] ?? []).some(
                r => r.from <= port && port <= r.to,
              ),
          );
        const pairs = all.flatMap(source =>
          all
            .filter(
              destination =>
                source !== destination &&
                !('from' in source && 'from' in destination) &&
                // It cannot keep addresses outside from coming in, and says so.
                !(dialect === 'ClusterNetworkPolicy' && 'from' in source),
            )
            .map(destination => [source, destination] as const),
        );
        for (const [source, destination] of pairs) {
          for (const [protocol, port] of [
            ['TCP', 80],
            ['TCP', 5],
            ['UDP', 53],
            ['UDP', 99],
            ['SCTP', 7],
          ] as const) {
            expect(permits(model, source, destination, protocol, port)).toBe(
              isWanted(source, destination, protocol, port)
                ? 'allowed'
                : 'denied',
            );
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('gives back what connections() listed', () => {
    const before = createPolicyModel(inventoryApp());
    const { policies, limits } = before.recommend(before.connections());
    expect(limits).toEqual([]);
    const after = createPolicyModel([
      ...inventoryApp().filter(each => each.kind !== 'NetworkPolicy'),
      ...policies,
    ]);
    expect(after.connections()).toEqual(before.connections());
  });

  it('makes one policy for workloads that want the same', () => {
    const { policies } = createPolicyModel(workloads).recommend([]);
    expect(policies).toEqual(
      ['a', 'b'].map(namespace =>
        expect.objectContaining({
          metadata: { name: expect.any(String), namespace },
          spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
        }),
      ),
    );
  });

  it('says when labels cannot tell workloads apart', () => {
    const model = createPolicyModel([
      pod('a/x', { app: 'same' }),
      pod('a/y', { app: 'same' }),
      pod('a/z', { app: 'z' }),
    ]);
    const { limits } = model.recommend([
      {
        source: peer('a/z'),
        destination: peer('a/x'),
        allowed: ALL_CONNECTIONS,
      },
    ]);
    expect(limits.join()).toContain(
      'a/x[Pod] has no labels that tell its pods from others',
    );
  });

  it('writes a range of addresses as the fewest blocks', () => {
    expect(cidrsOf('10.0.0.1', '10.0.0.6')).toEqual([
      '10.0.0.1/32',
      '10.0.0.2/31',
      '10.0.0.4/31',
      '10.0.0.6/32',
    ]);
    expect(cidrsOf('0.0.0.0', '255.255.255.255')).toEqual(['0.0.0.0/0']);
    expect(cidrsOf('::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')).toEqual([
      '::/0',
    ]);
  });
});
