import fc from 'fast-check';
import {
  ALL_IPV4,
  ALL_IPV6,
  IPV6_START,
  covers,
  elementaryRanges,
  formatAddress,
  formatRange,
  includes,
  parseAddress,
  parseCidr,
  subtractRanges,
} from './ranges';
import type { AddressRange } from './ranges';

describe('addresses', () => {
  it.each([':', '::', '0', 'f', '1.', '1:', '%', '0:0%', '/'])(
    'are none of 1 MB of %s',
    piece => {
      const long = piece.repeat(1_000_000 / piece.length);
      for (const text of [long, `${long}%`, `::${long}!`, `::/${long}`]) {
        expect(parseCidr(text)).toBeUndefined();
      }
    },
  );

  it.each<[string, string | undefined]>([
    ['10.0.0.1', '10.0.0.1'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::', '::'],
    // The same host by either name.
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['10.0.0.256', undefined],
    ['10.0.0', undefined],
    ['010.0.0.1', undefined],
    ['0x0a.0.0.1', undefined],
    ['167772161', undefined],
    ['10.0.0.1/32', undefined],
    ['fe80::1%eth0', undefined],
    ['2001:db8', undefined],
    ['localhost', undefined],
    ['', undefined],
  ])('%s is %s', (text, read) => {
    const address = parseAddress(text);
    expect(address === undefined ? undefined : formatAddress(address)).toBe(
      read,
    );
  });

  it.each<[string, string | undefined]>([
    ['10.0.0.0/8', '10.0.0.0-10.255.255.255'],
    ['10.1.2.3/8', '10.0.0.0-10.255.255.255'],
    ['10.0.0.1/32', '10.0.0.1'],
    ['10.0.0.1', '10.0.0.1'],
    ['0.0.0.0/0', '0.0.0.0-255.255.255.255'],
    ['2001:db8::/32', '2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::/0', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::1/128', '::1'],
    ['10.0.0.0/33', undefined],
    ['10.0.0.0/-1', undefined],
    ['10.0.0.0/08', undefined],
    ['10.0.0.0/', undefined],
    ['10.0.0.0/8/8', undefined],
    ['10.0.0.0/255.0.0.0', undefined],
    ['::/129', undefined],
  ])('%s holds %s', (text, held) => {
    const range = parseCidr(text);
    expect(range && formatRange(range)).toBe(held);
  });

  it('are of one family or the other', () => {
    const [v4, v6] = ['0.0.0.0/0', '::/0'].map(parseCidr);
    expect([v4, v6]).toEqual([ALL_IPV4, ALL_IPV6]);
    expect(includes([ALL_IPV4], parseAddress('::1') ?? 0n)).toBe(false);
    expect(includes([ALL_IPV6], parseAddress('10.0.0.1') ?? 0n)).toBe(false);
  });
});

/** Around the edge between the families, where ranges might run into each other. */
const EDGE = IPV6_START - 8n;
const range: fc.Arbitrary<AddressRange> = fc
  .tuple(fc.nat(15), fc.nat(7))
  .map(([start, length]) => {
    const from = EDGE + BigInt(start);
    const family = from < IPV6_START ? ALL_IPV4 : ALL_IPV6;
    const to = from + BigInt(length);
    return { from, to: to > family.to ? family.to : to };
  });
const ranges = fc.array(range, { maxLength: 5 });
const addresses = Array.from({ length: 24 }, (_, i) => EDGE + BigInt(i));

describe('ranges', () => {
  it('less others hold what these do not', () => {
    fc.assert(
      fc.property(ranges, ranges, (all, cuts) => {
        const left = subtractRanges(all, cuts);
        for (const address of addresses) {
          expect(includes(left, address)).toBe(
            includes(all, address) && !includes(cuts, address),
          );
        }
        // None crosses from one family to the other.
        expect(
          left.every(each => covers(ALL_IPV4, each) || covers(ALL_IPV6, each)),
        ).toBe(true);
      }),
    );
  });

  it('cut the line into pieces that each of them holds whole or not at all', () => {
    fc.assert(
      fc.property(ranges, all => {
        const pieces = elementaryRanges(all);
        expect(pieces[0].from).toBe(ALL_IPV4.from);
        expect(pieces[pieces.length - 1].to).toBe(ALL_IPV6.to);
        pieces.slice(1).forEach((piece, index) => {
          expect(piece.from).toBe(pieces[index].to + 1n);
        });
        for (const piece of pieces) {
          for (const each of [...all, ALL_IPV4, ALL_IPV6]) {
            const isOutside = piece.to < each.from || each.to < piece.from;
            expect(isOutside || covers(each, piece)).toBe(true);
          }
        }
      }),
    );
  });
});
