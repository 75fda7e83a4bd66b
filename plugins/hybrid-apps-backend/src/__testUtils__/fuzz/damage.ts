/** What goes wrong with a body on its way, or is made to. */
import fc from 'fast-check';

function nested(depth: number): unknown {
  let value: unknown = 'end';
  for (let level = 0; level < depth; level++) {
    value = level % 2 ? [value] : { spec: value };
  }
  return value;
}

/** Texts that are taken for something else somewhere. */
export const TEXTS = [
  ...['', ' ', '.', '..', '../../etc/passwd', '/', '//', '\\', '*', '%', '%00'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'],
  ...['null', 'undefined', 'NaN', 'true', '0', '-1', '1e2', '0x10', '[]', '{}'],
  ...['\0', 'a\0b', '\r\nX: y', '\n', '\u2028', '\ufeff', '\ud800', '\udc00a'],
  ...['\u202e', 'İ', 'ß', '漢', '😀', 'e\u0301', '${x}', '{{x}}', '<script>'],
  ...["' OR 1=1 --", '$(id)', '(a+)+$', '[', '(?<', 'a/b/c/d/e/f', 'a:b/c'],
  ...['x'.repeat(64), 'x'.repeat(254), 'x'.repeat(5_000), '('.repeat(5_000)],
  ...[
    '0.0.0.0',
    '::',
    '::ffff:1.2.3.4',
    '010.0.0.1',
    '1.2.3.4/33',
    'fe80::1%1',
  ],
];

const VALUES: readonly unknown[] = [
  ...[undefined, null, true, false, 0, -0, -1, 0.5, 1e308, 5e-324],
  ...[2 ** 31, 2 ** 53, -(2 ** 63), 65_536],
  ...[[], {}, [[]], [null], [{}], { '': '' }, { length: -1 }, { then: 1 }],
  ...[nested(20), nested(90), nested(120), nested(300)],
  ...[Array(201).fill(null), Array(5_000).fill(0), 'x'.repeat(260_000)],
  JSON.parse('{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}'),
  { toString: 1, valueOf: null, hasOwnProperty: 0, toJSON: 'x' },
  ...TEXTS,
];

type Path = readonly (string | number)[];

const isHolder = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;

const MAX_DEPTH = 12;

/** The ways to the values in a value, itself and what is very deep aside. */
function pathsOf(value: unknown, before: Path = []): Path[] {
  if (!isHolder(value) || before.length > MAX_DEPTH) {
    return [];
  }
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap(key => {
    const path = [...before, key];
    return [path, ...pathsOf(Reflect.get(value, key), path)];
  });
}

const SOME_KEYS = ['__proto__', 'constructor', 'nonsense', '', 'toString'];

interface Change {
  at: number;
  how: 'replace' | 'repeat' | 'add' | 'wrap';
  value: unknown;
  key: string;
}

/** A copy in which one value is another, is there twice, or has more in it. */
function changed(whole: unknown, { at, how, value, key }: Change): unknown {
  const paths = pathsOf(whole);
  if (paths.length === 0) {
    return value;
  }
  const copy: unknown = structuredClone(whole);
  const path = paths[at % paths.length];
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((up, step) => isHolder(up) && Reflect.get(up, step), copy);
  const last = path[path.length - 1];
  if (!isHolder(parent)) {
    return copy;
  }
  const present: unknown = Reflect.get(parent, last);
  const put = (holder: object, name: string | number, held: unknown) =>
    Reflect.defineProperty(holder, name, {
      value: held,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  if (how === 'repeat' && Array.isArray(parent)) {
    parent.push(structuredClone(present));
  } else if (how === 'add') {
    put(isHolder(present) ? present : parent, key, value);
  } else if (how === 'wrap') {
    put(parent, last, Array.isArray(present) ? present[0] : [present]);
  } else if (value === undefined) {
    Reflect.deleteProperty(parent, last);
  } else {
    put(parent, last, value);
  }
  return copy;
}

/** A value with one to three changes. */
export const damagedValue = (
  whole: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> =>
  fc
    .record({
      value: whole,
      changes: fc.array(
        fc.record({
          at: fc.nat(10_000),
          how: fc.constantFrom<Change['how']>(
            ...['replace' as const, 'replace' as const, 'repeat' as const],
            ...['add' as const, 'wrap' as const],
          ),
          value: fc.constantFrom(...VALUES),
          key: fc.constantFrom(...SOME_KEYS),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ value, changes }) => changes.reduce(changed, value));

const noise = fc.constantFrom(
  ...['', ' ', '\0', '\n', '{', '}', '[', ']', '"', '\\', ',', ':', '//', '/*'],
  ...['1e999', '-', '+1', '01', 'NaN', 'Infinity', "'", '\ufeff', '\\ud800'],
  ...['"a":1,', '{"a":1,"a":', 'null', '"\\u0000"', '[['.repeat(2_000)],
);

/** A JSON text in which something is lost, or other than JSON has it. */
export const damagedText = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .record({
        text,
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.oneof(fc.nat(20), fc.constant(Infinity)),
        instead: noise,
      })
      .map(({ text: whole, at, length, instead }) => {
        const from = Math.floor(at * whole.length);
        return whole.slice(0, from) + instead + whole.slice(from + length);
      }),
    // The first key of some object is there once more, with another value.
    fc
      .record({ text, at: fc.nat(50), value: fc.constantFrom(...VALUES) })
      .map(({ text: whole, at, value }) => {
        const keys = [...whole.matchAll(/\{("[^"]*":)/g)];
        const found = keys[at % Math.max(keys.length, 1)];
        return found
          ? `${whole.slice(0, found.index)}{${found[1]}${
              JSON.stringify(value) ?? '1e999'
            },${whole.slice(found.index + 1)}`
          : whole;
      }),
  );
