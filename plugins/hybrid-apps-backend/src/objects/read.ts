/**
 * Reads fields of objects whose shape nobody vouches for. A field that is
 * absent or of another type reads as undefined or empty, so that one odd
 * object costs only what it fails to say.
 */
export type Path = readonly (string | number)[];

/** The value at a path, or undefined where the path ends early. */
export function at(value: unknown, ...path: Path): unknown {
  return path.reduce<unknown>(
    (current, key) =>
      typeof current === 'object' &&
      current !== null &&
      Object.hasOwn(current, key)
        ? Reflect.get(current, key)
        : undefined,
    value,
  );
}

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const flag = (value: unknown): boolean => value === true;

export const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [];

export const texts = (value: unknown): string[] =>
  list(value).flatMap(item => text(item) ?? []);

/** The entries of a map whose values are text. */
export function textMap(value: unknown): Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string',
        ),
      )
    : {};
}

/** A condition of `status.conditions` by its type. */
export function condition(
  object: unknown,
  type: string,
):
  | { status?: string; reason?: string; message?: string; since?: string }
  | undefined {
  const found = list(at(object, 'status', 'conditions')).find(
    item => at(item, 'type') === type,
  );
  return found === undefined
    ? undefined
    : {
        status: text(at(found, 'status')),
        reason: text(at(found, 'reason')),
        message: text(at(found, 'message')),
        since: text(at(found, 'lastTransitionTime')),
      };
}
