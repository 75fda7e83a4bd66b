import { bytes, cores, number } from './amounts';

describe('amounts', () => {
  it.each([
    [number(2.25, 'de'), '2,3'],
    [bytes(1.5 * 2 ** 30, 'en'), '1.5 GiB'],
    [bytes(512, 'en'), '512 B'],
    [bytes(2 ** 20, 'de'), '1 MiB'],
    [cores(0.0125, 'en'), '0.013'],
  ])('are written as the language does: %s', (written, expected) => {
    expect(written).toBe(expected);
  });
});
