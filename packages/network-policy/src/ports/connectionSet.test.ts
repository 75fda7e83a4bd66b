import fc from 'fast-check';
import {
  ALL_CONNECTIONS,
  ALL_IP_CONNECTIONS,
  contains,
  formatConnections,
  intersect,
  portRange,
  subtract,
  unite,
} from './connectionSet';
import type { ConnectionSet } from './connectionSet';
import { createSetTable } from './table';

const set: fc.Arbitrary<ConnectionSet> = fc
  .array(
    fc.tuple(
      fc.constantFrom('TCP' as const, 'UDP' as const, 'ICMP' as const),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 3 }),
    ),
    { maxLength: 5 },
  )
  .map(ranges =>
    ranges.reduce<ConnectionSet>(
      (sofar, [protocol, from, length]) =>
        unite(sofar, portRange(protocol, from, from + length)),
      {},
    ),
  );

describe('connection sets', () => {
  it('are sets: every operation holds for every member', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const table = createSetTable();
        const [x, y] = [table.intern(a), table.intern(b)];
        for (const protocol of ['TCP', 'UDP', 'ICMP', 'SCTP'] as const) {
          for (let port = 1; port < 17; port++) {
            const [inA, inB] = [a, b].map(each =>
              contains(each, protocol, port),
            );
            const holds = (id: number) =>
              contains(table.get(id), protocol, port);
            expect(contains(unite(a, b), protocol, port)).toBe(inA || inB);
            expect(holds(table.unite(x, y))).toBe(inA || inB);
            expect(contains(intersect(a, b), protocol, port)).toBe(inA && inB);
            expect(holds(table.intersect(x, y))).toBe(inA && inB);
            expect(contains(subtract(a, b), protocol, port)).toBe(inA && !inB);
            expect(holds(table.subtract(x, y))).toBe(inA && !inB);
          }
        }
      }),
    );
  });

  it('with equal members are equal, whichever way they came about', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        expect(unite(intersect(a, b), subtract(a, b))).toEqual(a);
      }),
    );
  });

  it('are told apart where people read the same words', () => {
    expect(formatConnections(ALL_IP_CONNECTIONS)).toBe('All Connections');
    expect(formatConnections(ALL_CONNECTIONS)).toBe('All Connections');
    const table = createSetTable();
    expect(table.intern(ALL_IP_CONNECTIONS)).not.toBe(
      table.intern(ALL_CONNECTIONS),
    );
  });
});
