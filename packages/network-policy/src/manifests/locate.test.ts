import { parsePath } from './locate';

describe('parsePath', () => {
  it.each<[string, Array<string | number>]>([
    ['', []],
    ['spec.ports[0].name', ['spec', 'ports', 0, 'name']],
    ['["odd key"]', ['odd key']],
    [
      'spec.matchLabels["app.kubernetes.io/name"]',
      ['spec', 'matchLabels', 'app.kubernetes.io/name'],
    ],
    ['a["b"]["c[0]"][1]', ['a', 'b', 'c[0]', 1]],
    ['a[""]', ['a', '']],
  ])('reads %s', (text, path) => {
    expect(parsePath(text)).toEqual(path);
  });

  it.each(['["', '["]', '[', '"]', '[1', '.', 'a'])(
    'ends on 1 MB of %s',
    piece => {
      const long = piece.repeat(1_000_000 / piece.length);
      expect(parsePath(`spec.${long}`)[0]).toBe('spec');
    },
  );
});
