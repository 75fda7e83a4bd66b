import type { Manifest } from './objects';

/** The way to a value in an object. */
export type Path = readonly (string | number)[];

/** The ways to all values in an object, itself aside. */
export function pathsOf(value: unknown, before: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap(key => {
    const path = [...before, key];
    return [path, ...pathsOf(Reflect.get(value, key), path)];
  });
}

export function valueAt(object: Manifest, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined,
    object,
  );
}

/** A copy with another value at a place, or with none. */
export function withValue(
  object: Manifest,
  path: Path,
  value: unknown,
): Manifest {
  const copy = structuredClone(object);
  const parent = valueAt(copy, path.slice(0, -1));
  const key = path[path.length - 1];
  if (typeof parent !== 'object' || parent === null) {
    throw new Error(`${path.join('.')} is not in the object`);
  }
  if (value === undefined) {
    Reflect.deleteProperty(parent, key);
  } else {
    Reflect.set(parent, key, value);
  }
  return copy;
}
