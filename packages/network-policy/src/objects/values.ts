/**
 * What of a value can be read whose shape nobody vouches for, and no word of the
 * rest. Where an API server's refusals count, `fields.ts` reads.
 */

/**
 * Whether a value is a JSON object.
 * @public
 */
export function isRecord(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field of an object; what every JavaScript object inherits is none. */
export const ownValue = (value: object, key: string | number): unknown =>
  Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

/**
 * The value at a path of fields and indexes; undefined where the path ends
 * early. What every JavaScript object inherits is no field.
 * @public
 */
export function valueAt(
  value: unknown,
  ...path: readonly (string | number)[]
): unknown {
  // A plain loop, as a page reads millions of fields.
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) {
      return undefined;
    }
    found = ownValue(found, key);
  }
  return found;
}

/**
 * The entries of a map, as of labels, whose values are text.
 * @public
 */
export function textMap(value: unknown): Record<string, string> {
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string',
        ),
      )
    : {};
}
