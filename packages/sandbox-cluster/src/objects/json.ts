/** Plain JSON values: what bodies are parsed to and objects are made of. */
export type Json = Record<string, unknown>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => deepEqual(item, b[i]));
  }
  if (isJson(a) && isJson(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every(key => Object.hasOwn(b, key) && deepEqual(a[key], b[key]))
    );
  }
  return false;
}

/** What stands at `path`, where each part is a field's name or a list's index. */
export function valueAt(
  root: unknown,
  path: ReadonlyArray<string | number>,
): unknown {
  let value = root;
  for (const part of path) {
    if (typeof part === 'number') {
      value = Array.isArray(value) ? value[part] : undefined;
    } else {
      value =
        isJson(value) && Object.hasOwn(value, part) ? value[part] : undefined;
    }
  }
  return value;
}

/** The object at `path`, or an empty one. */
export function recordAt(root: unknown, ...path: string[]): Json {
  const value = valueAt(root, path);
  return isJson(value) ? value : {};
}

/** The list at `path`, or an empty one. */
export function listAt(root: unknown, ...path: string[]): unknown[] {
  const value = valueAt(root, path);
  return Array.isArray(value) ? value : [];
}

/** The objects in the list at `path`. */
export function recordsAt(root: unknown, ...path: string[]): Json[] {
  return listAt(root, ...path).filter(isJson);
}

/** The text at `path`, or the empty one. */
export function textAt(root: unknown, ...path: string[]): string {
  const value = valueAt(root, path);
  return value === undefined || value === null || typeof value === 'object'
    ? ''
    : String(value);
}
