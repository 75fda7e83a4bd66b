import fc from 'fast-check';
import { stringify } from 'yaml';
import { pathsOf, withValue } from '../__testUtils__/damage';
import { EVERY_KIND, SURROUNDINGS } from '../__testUtils__/everyKind';
import type { Manifest } from '../__testUtils__/objects';
import { parseManifests } from '../manifests';
import { createPolicyModel } from '../model';

/** What editing goes wrong by: a value of another type, a key, an indent. */
const noise = fc.constantFrom(
  ...['', ' ', '\n', '  ', ': ', '- ', '{', '}', '[]', 'null', '1e9', '-1'],
  ...['true', '"', '&a ', '*a', '<<: ', '---\n', '\0', '\ufeff', '/33'],
  ...['__proto__: ', '\ud800', '!!binary ', '? ', '|\n', '# '],
);

const LIST = Array.from({ length: 100 }, (_, index) => index);
let NESTED: unknown = 'end';
for (let depth = 0; depth < 60; depth++) {
  NESTED = depth % 2 ? [NESTED] : { nested: NESTED };
}

/** What a field may hold instead: nothing, another type, too much. */
const values = fc.constantFrom<unknown>(
  ...[undefined, null, '', 'text', 0, -1, 0.5, 2 ** 31, 1e308, true, false],
  ...[[], {}, [[]], [null], { '': '' }, ['text', 1, {}], LIST, NESTED],
  ...['x'.repeat(2_000), '('.repeat(2_000), '0.0.0.0/0', '::/0', '__proto__'],
  { __proto__: null, constructor: 1, toString: 2, length: -1 },
);

const FORMATS: ((object: unknown) => string)[] = [
  object => JSON.stringify(object, undefined, 1),
  object => stringify(object),
];
const kind = fc.constantFrom(...EVERY_KIND);
const format = fc.constantFrom(...FORMATS);
const text = fc.constantFrom(
  ...EVERY_KIND.flatMap(object => FORMATS.map(write => write(object))),
);

/** Any UTF-16 code unit; of `unit: 'binary'` fast-check makes a table of a million first. */
const unit = fc.nat(0xffff).map(code => String.fromCharCode(code));

/** A few characters are lost or turned into others, or all that follow are. */
const damagedText = fc
  .record({
    whole: text,
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.nat(40), fc.constant(Infinity)),
    instead: fc.oneof(noise, fc.string({ unit, maxLength: 2 })),
  })
  .map(({ whole, at, length, instead }) => {
    const from = Math.floor(at * whole.length);
    return whole.slice(0, from) + instead + whole.slice(from + length);
  });

/** Up to three fields hold something else. */
const damagedFields = fc
  .record({
    object: kind,
    write: format,
    changes: fc.array(fc.record({ at: fc.nat(), value: values }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ object, write, changes }) =>
    write(
      changes.reduce<Manifest>((damaged, { at, value }) => {
        const paths = pathsOf(damaged);
        return paths.length > 0
          ? withValue(damaged, paths[at % paths.length], value)
          : damaged;
      }, object),
    ),
  );

/** Asks everything that a model answers. */
function askAll(objects: readonly object[]): void {
  const model = createPolicyModel(objects, { enforceStaged: true });
  model.connections();
  model.findings();
  model.waysIn();
  model.postures();
  const { verdict } = model.evaluate({
    source: { namespace: 'shop', name: 'web' },
    destination: { namespace: 'shop', name: 'db' },
    port: 5432,
  });
  expect(['allowed', 'denied', 'uncertain']).toContain(verdict);
  for (const network of model.networks) {
    createPolicyModel(objects, { network }).connections();
  }
}

describe('damaged manifests of every kind, as YAML and JSON', () => {
  it('are answered for what is left of them, whatever the damage', () => {
    const numRuns = Number(process.env.NETPOL_FUZZ_RUNS ?? 3_000);
    const seed = Number(process.env.NETPOL_FUZZ_SEED ?? Date.now() % 2 ** 31);
    process.stderr.write(
      `damaged manifests: ${numRuns}, NETPOL_FUZZ_SEED=${seed} repeats them\n`,
    );
    fc.assert(
      fc.property(fc.oneof(damagedText, damagedFields), damaged => {
        const { manifests, remarks } = parseManifests(damaged, 'damaged.yaml');
        askAll([...SURROUNDINGS, ...manifests.map(each => each.object)]);
        // No object is passed over in silence.
        const isSilent = manifests.length + remarks.length === 0;
        expect(isSilent && /\bkind"?:/.test(damaged)).toBe(false);
      }),
      { numRuns, seed },
    );
  });
});
