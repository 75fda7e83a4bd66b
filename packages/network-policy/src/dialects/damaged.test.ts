import { createPolicyModel } from '../index';
import { EVERY_KIND, SURROUNDINGS } from '../__testUtils__/everyKind';
import { pathsOf, valueAt, withValue } from '../__testUtils__/damage';
import type { Path } from '../__testUtils__/damage';
import type { Manifest } from '../__testUtils__/objects';

const OF_EACH_TYPE = ['some text', 7.5, true, ['some text'], { some: 'text' }];

const typeOf = (value: unknown) =>
  Array.isArray(value) ? 'list' : typeof value;

/** Of these the engine asks alone whether they are there. */
const isAskedForPresence = (path: Path) => path.at(-1) === 'pod';

const problemsOf = (object: Manifest) =>
  createPolicyModel([...SURROUNDINGS, object], {
    enforceStaged: true,
  }).problems.filter(each => each.kind === 'invalid');

describe.each(
  EVERY_KIND.map(object => [`${object.kind} of ${object.apiVersion}`, object]),
)('%s', (_, object) => {
  it('is read as it stands', () => {
    expect(problemsOf(object as Manifest)).toEqual([]);
  });

  it('tells of each field that has another type', () => {
    const manifest = object as Manifest;
    const silent = pathsOf(manifest)
      .filter(path => !isAskedForPresence(path))
      .flatMap(path =>
        OF_EACH_TYPE.filter(
          value => typeOf(value) !== typeOf(valueAt(manifest, path)),
        )
          .filter(
            value => problemsOf(withValue(manifest, path, value)).length === 0,
          )
          .map(value => `${path.join('.')} = ${JSON.stringify(value)}`),
      );
    expect(silent).toEqual([]);
  });
});

describe('a text that is long', () => {
  const LENGTH = 500_000;
  /** The slowest field takes a hundredth of it; one that took the square of its length, ten times as long. */
  const LIMIT_MS = 10_000;

  /** Fields by which kinds of one group say the same, as both ends of a rule do. */
  const fieldOf = ({ apiVersion }: Manifest, path: Path) => {
    const [group] = `${apiVersion}`.replace(/^crd\./, '').split('/');
    const names = path.filter(each => typeof each === 'string');
    return [group, ...names.slice(-2)].join(' ');
  };
  const isText = (object: Manifest, path: Path) =>
    path.at(-1) === 'matchLabels' || typeof valueAt(object, path) === 'string';

  /** One place for each field that holds a text, or labels. */
  const places = new Map(
    EVERY_KIND.flatMap(object =>
      pathsOf(object)
        .filter(path => isText(object, path))
        .map(path => [fieldOf(object, path), { object, path }] as const),
    ),
  );

  it.each([
    ['x', ''],
    ['(', ''],
    ['a.', ''],
    ["a == 'b'", ' && '],
  ])('is soon answered: %j again and again', (part, between) => {
    const count = LENGTH / (part + between).length;
    const text = Array(Math.floor(count)).fill(part).join(between);
    for (const [field, { object, path }] of places) {
      const start = performance.now();
      const value = path.at(-1) === 'matchLabels' ? { [text]: text } : text;
      const model = createPolicyModel([
        ...SURROUNDINGS,
        withValue(object, path, value),
      ]);
      expect(model.findings()).toBeInstanceOf(Array);
      const isSlow = performance.now() - start > LIMIT_MS;
      expect({ field, isSlow }).toEqual({ field, isSlow: false });
    }
  });
});
