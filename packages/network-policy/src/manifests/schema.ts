import { Scalar, isAlias, isMap, isSeq } from 'yaml';
import type { ParseOptions, ScalarTag, SchemaOptions } from 'yaml';

/*
 * YAML as kubectl and API servers read it, which is version 1.1 by their own rules.
 * Source: sigs.k8s.io/yaml `goyaml.v2/resolve.go` (resolve) and `decode.go` (merge).
 */

const WORDS: ReadonlyMap<string, boolean | null> = new Map(
  (
    [
      [true, ['y', 'Y', 'yes', 'Yes', 'YES']],
      [true, ['true', 'True', 'TRUE']],
      [true, ['on', 'On', 'ON']],
      [false, ['n', 'N', 'no', 'No', 'NO']],
      [false, ['false', 'False', 'FALSE']],
      [false, ['off', 'Off', 'OFF']],
      [null, ['', '~', 'null', 'Null', 'NULL']],
    ] as const
  ).flatMap(([value, words]) => words.map(word => [word, value] as const)),
);

/** No value of JSON, which is what an object becomes: kubectl refuses them. */
const NOT_IN_JSON = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** A leading zero alone makes it octal. */
const INTEGER =
  /^([-+]?)(?:(0[xX][\da-fA-F]+|0[bB][01]+|0|[1-9]\d*)|0[oO]?([0-7]+))$/;

const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/** What an unquoted text stands for. There are no numbers to the base of 60, and dates stay texts. */
function resolvePlain(text: string): string | number | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) {
    return word;
  }
  if (!/^[-+.\d]/.test(text)) {
    return text;
  }
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '');
  const [isInteger, sign, plain, octal] = INTEGER.exec(digits) ?? [];
  if (isInteger !== undefined) {
    const size = Number(plain ?? `0o${octal}`);
    return sign === '-' && size !== 0 ? -size : size;
  }
  const number = FLOAT.test(digits) ? Number(digits) : NaN;
  return Number.isFinite(number) ? number : text;
}

/** What may be something else than a text, by its first character. */
const plain: ScalarTag = {
  tag: 'tag:yaml.org,2002:plain',
  default: true,
  test: /^(?:[-+.\dyYnNtTfFoO~].*)?$/s,
  resolve: (text, complain) => {
    if (NOT_IN_JSON.test(text)) {
      complain(`${text} is no value of JSON`);
    }
    return resolvePlain(text);
  },
};

/** A tag that is written out: what stands there must be of its type, or become it. */
function explicit(name: string, read: (text: string) => unknown): ScalarTag {
  return {
    tag: `tag:yaml.org,2002:${name}`,
    default: false,
    resolve: (text, complain) => {
      const value = read(text);
      if (value === undefined) {
        complain(`cannot be read as !!${name}`);
      }
      return value ?? null;
    },
  };
}

const ofType =
  (type: 'boolean' | 'number', isOne = (_: unknown) => true) =>
  (text: string) => {
    const value = resolvePlain(text);
    return typeof value === type && isOne(value) ? value : undefined;
  };

function decodeBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), each => each.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * `<<`: what is merged takes the place of keys that are there already, those after it
 * take its place; of several maps the first counts.
 */
const merge: ScalarTag = {
  tag: 'tag:yaml.org,2002:merge',
  default: 'key',
  test: /^<<$/,
  resolve: () =>
    Object.assign(new Scalar('<<'), {
      addToJSMap: ((context, map, value) => {
        const target = (each: unknown) =>
          isAlias(each) && context ? each.resolve(context.doc, context) : each;
        const source = target(value);
        const maps = isSeq(source) ? [...source.items].reverse() : [source];
        for (const each of maps.map(target)) {
          if (!isMap(each)) {
            throw new TypeError('Merge sources must be maps or map aliases');
          }
          const entries: Map<unknown, unknown> = each.toJSON(
            null,
            context,
            Map,
          );
          for (const [key, entry] of entries) {
            if (map instanceof Map) {
              map.set(key, entry);
            } else if (map instanceof Set) {
              map.add(key);
            } else {
              // Also of `__proto__`, which an assignment would take for something else.
              Object.defineProperty(map, String(key), {
                value: entry,
                writable: true,
                enumerable: true,
                configurable: true,
              });
            }
          }
        }
      }) satisfies Scalar['addToJSMap'],
    }),
};

/** Options for `yaml` that make it read as Kubernetes does. */
export const KUBERNETES_SCHEMA: ParseOptions & SchemaOptions = {
  schema: 'failsafe',
  resolveKnownTags: false,
  customTags: [
    plain,
    merge,
    explicit('bool', ofType('boolean')),
    explicit('int', ofType('number', Number.isInteger)),
    explicit('float', ofType('number')),
    explicit('null', text => (resolvePlain(text) === null ? null : undefined)),
    explicit('timestamp', text => text),
    explicit('binary', decodeBase64),
  ],
};
