import fc from 'fast-check';
import {
  ALL_CONNECTIONS,
  NO_CONNECTIONS,
  formatConnections,
  portRange,
  unite,
} from '../ports/connectionSet';
import type { Protocol } from '../ports/connectionSet';
import { parseConnections } from './connectionText';

const range = (protocol: Protocol, min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
    .map(([a, b]) => portRange(protocol, Math.min(a, b), Math.max(a, b)));

const ranges = fc.oneof(
  range('TCP', 1, 65535),
  range('UDP', 1, 65535),
  range('SCTP', 1, 65535),
  range('ICMP', 0, 0xffff),
  range('ICMPv6', 0, 0xffff),
  range('Other', 133, 255),
  fc.constantFrom(portRange('ICMP', 0, 0xffff), ALL_CONNECTIONS),
);

describe('parseConnections', () => {
  it('reads back whatever is written', () => {
    fc.assert(
      fc.property(fc.array(ranges, { maxLength: 6 }), parts => {
        const set = parts.reduce(unite, NO_CONNECTIONS);
        const text = formatConnections(set);
        // Of what Kubernetes' own policies speak: as an assertion takes it.
        const read = text === 'All Connections' ? ALL_CONNECTIONS : set;
        expect(parseConnections(text)).toEqual(read);
      }),
    );
  });

  it.each([
    ...['', 'TCP 0', 'TCP 70000', 'TCP 90-80', 'TCP 1-2-3', 'TCP x', '80'],
    ...['GRE 1', 'TCP 80,', 'ICMP 8', 'ICMP 8/256', 'all connections'],
  ])('takes nothing for %j', text => {
    expect(parseConnections(text)).toBeUndefined();
  });
});
