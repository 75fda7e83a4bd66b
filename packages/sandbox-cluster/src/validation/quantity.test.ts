import fc from 'fast-check';
import { parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['500m', 0.5],
    ['4Gi', 4 * 2 ** 30],
    ['1.5k', 1_500],
    ['1e3', 1_000],
    ['-2', -2],
    [3, 3],
    ['.5', 0.5],
  ])('reads %s', (text, number) => {
    expect(parseQuantity(text)).toBe(number);
  });

  it.each(['', 'lots', '1 Gi', '1GiB', '1K', 'Gi', undefined, null])(
    'does not read %s',
    text => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );

  it('reads each suffix as the power that it stands for', () => {
    const powers = fc.constantFrom(['Ki', 1], ['Mi', 2], ['Gi', 3], ['Ti', 4]);
    fc.assert(
      fc.property(fc.nat(10_000), powers, (n, [suffix, power]) => {
        expect(parseQuantity(`${n}${suffix}`)).toBe(n * 1024 ** Number(power));
      }),
    );
  });
});
