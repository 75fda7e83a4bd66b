import { Line } from './buffer';
import { hasWords, placesOf, tagOf, unfolded } from './find';

const lines: Line[] = [
  'GET /cart 200',
  '\u001b[31mERR\u001b[0mOR on /cart',
  'get /user 500',
].map((text, id) => ({ id, pod: 'a', text }));

describe('lines of logs', () => {
  it.each([
    ['', [0, 1, 2]],
    ['get', [0, 2]],
    ['  500  get ', [2]],
    ['error', [1]],
    ['31m', []],
  ])('are filtered by %j', (words, ids) => {
    expect(lines.filter(hasWords(words)).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ['', []],
    ['/CART', [0, 1]],
    ['cart 200', [0]],
    ['200 cart', []],
  ])('are searched for %j', (text, places) => {
    expect(placesOf(lines, text)).toEqual(places);
  });

  it.each([
    ['{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
    [' [] ', '[]'],
    ['12', undefined],
    ['{"a":', undefined],
  ])('are folded out: %s', (text, shown) => {
    expect(unfolded(text)).toBe(shown);
  });

  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'A2'],
  ])('Pod %i is %s', (index, tag) => {
    expect(tagOf(index)).toBe(tag);
  });
});
