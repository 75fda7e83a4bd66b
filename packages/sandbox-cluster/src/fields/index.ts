/**
 * Unknown fields, and values of the wrong type, for the kinds whose fields are
 * listed here; of other kinds all is taken as it comes.
 */
import { isJson, Json, KubeObject } from '../objects';
import { KindDef } from '../kinds';
import { fieldsOf, fieldsOfKind } from './types';

export { schemasOf } from './schemas';

type Scalar = 'string' | 'int' | 'bool';

const SCALARS: Record<Scalar, (value: unknown) => boolean> = {
  string: value => typeof value === 'string',
  int: Number.isInteger,
  bool: value => typeof value === 'boolean',
};

function isScalar(type: string): type is Scalar {
  return Object.hasOwn(SCALARS, type);
}

/** A value of another type than its field's. */
export interface Mistyped {
  path: string;
  expected: Scalar | 'list' | 'map';
  value: unknown;
}

export interface CheckedFields {
  /** The object without its unknown fields. */
  object: KubeObject;
  /** Such as `spec.template.spec.containers[0].imagePullPolcy`. */
  unknown: string[];
  mistyped: Mistyped[];
}

/** Looks through the object's fields, as far as those of its kind are listed. */
export function checkTypes(def: KindDef, object: KubeObject): CheckedFields {
  const found = { unknown: [], mistyped: [] };
  const fields = fieldsOfKind(def);
  if (!fields) {
    return { object, ...found };
  }
  const { apiVersion, kind, metadata, ...content } = object;
  const known = visit({ ...metadata }, 'ObjectMeta', 'metadata', found);
  const pruned = {
    ...visitFields(content, fields, '', found),
    apiVersion,
    kind,
    metadata: { ...(isJson(known) ? known : {}), name: metadata.name },
  };
  return { object: pruned, ...found };
}

const isAbsent = (value: unknown) => value === null || value === undefined;

type Found = Pick<CheckedFields, 'unknown' | 'mistyped'>;

function visitFields(
  object: Json,
  fields: Map<string, string>,
  path: string,
  found: Found,
): Json {
  const result: Json = {};
  for (const [name, value] of Object.entries(object)) {
    const type = fields.get(name);
    const here = path ? `${path}.${name}` : name;
    if (type === undefined) {
      found.unknown.push(here);
    } else {
      // Null is as good as left out, for a field; an item of a list it is not.
      result[name] = isAbsent(value) ? value : visit(value, type, here, found);
    }
  }
  return result;
}

/** @returns the value without unknown fields */
function visit(
  value: unknown,
  type: string,
  path: string,
  found: Found,
): unknown {
  const expect = (expected: Mistyped['expected'], holds: boolean) => {
    if (!holds) {
      found.mistyped.push({ path, expected, value });
    }
  };
  if (type === '') {
    return value;
  }
  if (type.endsWith('[]')) {
    expect('list', Array.isArray(value));
    return Array.isArray(value)
      ? value.map((item, i) =>
          visit(item, type.slice(0, -2), `${path}[${i}]`, found),
        )
      : value;
  }
  if (isScalar(type)) {
    expect(type, SCALARS[type](value));
    return value;
  }
  expect('map', isJson(value));
  if (!isJson(value)) {
    return value;
  }
  const fields = fieldsOf(type);
  if (fields) {
    return visitFields(value, fields, path, found);
  }
  // What is left is `map`: its keys are free, its values are texts.
  for (const [key, text] of Object.entries(value)) {
    if (!isAbsent(text)) {
      visit(text, 'string', `${path}.${key}`, found);
    }
  }
  return value;
}
