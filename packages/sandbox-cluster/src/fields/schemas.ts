/** The listed types as schemas of OpenAPI 3: what `kubectl explain` prints. */
import { KindDef } from '../kinds';
import { Json } from '../objects';
import { fieldsOf, fieldsOfKind } from './types';

const SCALARS: Record<string, Json> = {
  string: { type: 'string' },
  int: { type: 'integer' },
  bool: { type: 'boolean' },
  map: { type: 'object', additionalProperties: { type: 'string' } },
};

const KNOWN =
  'Names and types of fields, as far as the sandbox cluster knows them: what they mean is not said here.';
const UNKNOWN =
  'The sandbox cluster takes whatever fields an object of this kind has: which there are is not said here.';

/** The schemas of those kinds in that version, and of all that they refer to, by name. */
export function schemasOf(defs: readonly KindDef[], version: string): Json {
  const schemas: Json = {};

  const schemaOf = (type: string): Json => {
    if (type.endsWith('[]')) {
      return { type: 'array', items: schemaOf(type.slice(0, -2)) };
    }
    const fields = fieldsOf(type);
    if (!fields) {
      // Where nothing is said of a field's type, it may be any.
      return SCALARS[type] ?? {};
    }
    if (!Object.hasOwn(schemas, type)) {
      schemas[type] = {}; // for a type that comes back to itself
      schemas[type] = { type: 'object', properties: propertiesOf(fields) };
    }
    return { $ref: `#/components/schemas/${type}` };
  };

  function propertiesOf(fields: Map<string, string>): Json {
    return Object.fromEntries(
      [...fields].map(([name, type]) => [name, schemaOf(type)]),
    );
  }

  for (const def of defs) {
    const fields = fieldsOfKind(def);
    schemas[`${def.group || 'core'}.${def.kind}`] = {
      type: 'object',
      description: fields ? KNOWN : UNKNOWN,
      properties: {
        apiVersion: SCALARS.string,
        kind: SCALARS.string,
        metadata: schemaOf('ObjectMeta'),
        ...propertiesOf(fields ?? new Map()),
      },
      'x-kubernetes-group-version-kind': [
        { group: def.group, version, kind: def.kind },
      ],
    };
  }
  return schemas;
}
