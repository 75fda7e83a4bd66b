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
  const LENGTH = 200_000;

  /** One object for each of its texts, and for each key of its labels. */
  const lengthened = (object: Manifest, text: string) =>
    pathsOf(object).flatMap(path => {
      if (path.at(-1) === 'matchLabels') {
        return [withValue(object, path, { [text]: text })];
      }
      return typeof valueAt(object, path) === 'string'
        ? [withValue(object, path, text)]
        : [];
    });

  // What took the square of its length would never end.
  it.each(['x', '(', 'a.', "a == 'b' && "])(
    'is answered: %j again and again',
    fill => {
      const text = fill.repeat(LENGTH / fill.length);
      for (const object of EVERY_KIND.flatMap(each => lengthened(each, text))) {
        const model = createPolicyModel([...SURROUNDINGS, object]);
        expect(model.findings()).toBeInstanceOf(Array);
      }
    },
  );
});
