/** What is wrong with a field, in the words of k8s.io/apimachinery/pkg/util/validation/field. */
import { Cause } from '../status';

export function required(field: string, detail?: string): Cause {
  return {
    reason: 'FieldValueRequired',
    message: detail ? `Required value: ${detail}` : 'Required value',
    field,
  };
}

export function invalid(field: string, value: unknown, detail: string): Cause {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value) ?? 'null'}: ${detail}`,
    field,
  };
}

export function duplicate(field: string, value: unknown): Cause {
  return {
    reason: 'FieldValueDuplicate',
    message: `Duplicate value: ${JSON.stringify(value)}`,
    field,
  };
}

export function unsupported(
  field: string,
  value: unknown,
  supported: string[],
): Cause {
  return {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${JSON.stringify(
      value,
    )}: supported values: ${supported
      .map(each => JSON.stringify(each))
      .join(', ')}`,
    field,
  };
}

export function forbidden(field: string, detail: string): Cause {
  return {
    reason: 'FieldValueForbidden',
    message: `Forbidden: ${detail}`,
    field,
  };
}

export function notFound(field: string, value: unknown): Cause {
  return {
    reason: 'FieldValueNotFound',
    message: `Not found: ${JSON.stringify(value)}`,
    field,
  };
}

/** A value of the wrong JSON type, which a typed client could not send. */
export function wrongType(field: string, expected: string): Cause {
  return {
    reason: 'FieldValueTypeInvalid',
    message: `Invalid value: must be of type ${expected}`,
    field,
  };
}

/** `Duplicate value` for each name in a list that was there before. */
export function duplicates(
  items: Array<{ name?: unknown }>,
  field: string,
): Cause[] {
  const seen = new Set<unknown>();
  return items.flatMap(({ name }, i) => {
    if (!name || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [duplicate(`${field}[${i}].name`, name)];
  });
}
