/** Values of the schemas of an OpenAPI document, for fast-check. */
import fc from 'fast-check';

/** What is read of a schema: those of requests have no other keywords. */
export interface Schema {
  $ref?: string;
  type?: string;
  enum?: readonly unknown[];
  allOf?: readonly Schema[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

/** What makes values likely to mean something where they are sent. */
export interface Estate {
  /** Texts by the name of their property or parameter, the most useful first. */
  words: Readonly<Record<string, readonly string[]>>;
  /** Objects to send where a schema takes any with some fields, the most useful first. */
  objects: readonly object[];
}

/** The value at a reference like `#/components/schemas/Manifest`. */
export function dereferenced(document: unknown, ref: string): Schema {
  const found = ref
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null
          ? Reflect.get(at, key)
          : undefined,
      document,
    );
  if (typeof found !== 'object' || found === null) {
    throw new Error(`${ref} is not in the document`);
  }
  return found;
}

/** Any UTF-16 code unit, lone surrogates among them. */
const unit = fc.nat(0xffff).map(code => String.fromCharCode(code));

/** Values that a schema takes: most of them such as mean something in the estate. */
export function valuesOf(
  document: unknown,
  { words, objects }: Estate,
): (schema: Schema, name?: string) => fc.Arbitrary<unknown> {
  function textOf(
    { minLength = 0, maxLength = Infinity, pattern = '' }: Schema,
    name: string,
  ): fc.Arbitrary<string> {
    const fits = (text: string) =>
      text.length >= minLength &&
      text.length <= maxLength &&
      new RegExp(pattern, 'u').test(text);
    const known = (words[name] ?? []).filter(fits);
    return fc.oneof(
      ...(known.length > 0
        ? [
            { weight: 12, arbitrary: fc.constant(known[0]) },
            { weight: 4, arbitrary: fc.constantFrom(...known) },
          ]
        : []),
      {
        weight: 1,
        arbitrary: fc.constantFrom(...Object.values(words).flat()).filter(fits),
      },
      {
        weight: 1,
        arbitrary: fc.string({
          unit,
          minLength,
          maxLength: Math.min(maxLength, minLength + 20),
        }),
      },
    );
  }

  function objectOf(schema: Schema): fc.Arbitrary<unknown> {
    const { properties = {}, required = [], additionalProperties } = schema;
    const made = fc.record(
      Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [
          key,
          values(value, key),
        ]),
      ),
      { requiredKeys: [...required] },
    );
    const known = objects.filter(object =>
      required.every(key => key in object),
    );
    return additionalProperties === true && known.length > 0
      ? fc.oneof(
          { weight: 4, arbitrary: fc.constant(known[0]) },
          { weight: 4, arbitrary: fc.constantFrom(...known) },
          { weight: 1, arbitrary: made },
        )
      : made;
  }

  function values(schema: Schema, name = ''): fc.Arbitrary<unknown> {
    if (schema.$ref !== undefined) {
      return values(dereferenced(document, schema.$ref), name);
    }
    if (schema.allOf) {
      const merged = schema.allOf.map(part =>
        part.$ref === undefined ? part : dereferenced(document, part.$ref),
      );
      return values(Object.assign({}, ...merged), name);
    }
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices) {
      return fc.oneof(...choices.map(choice => values(choice, name)));
    }
    if (schema.enum) {
      return fc.constantFrom(...schema.enum);
    }
    switch (schema.type) {
      case 'object':
        return objectOf(schema);
      case 'array': {
        const { items = {}, minItems = 0, maxItems = Infinity } = schema;
        const item = values(items, name);
        const few = Math.max(minItems, 1);
        return fc.oneof(
          {
            weight: 3,
            arbitrary: fc.array(item, { minLength: few, maxLength: few }),
          },
          {
            weight: 1,
            arbitrary: fc.array(item, {
              minLength: minItems,
              maxLength: Math.min(maxItems, minItems + 4),
            }),
          },
        );
      }
      case 'string':
        return textOf(schema, name);
      case 'integer':
      case 'number': {
        const { minimum: min = -(2 ** 31), maximum: max = 2 ** 31 } = schema;
        return fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max }));
      }
      case 'boolean':
        return fc.boolean();
      default:
        return fc.jsonValue();
    }
  }
  return values;
}
