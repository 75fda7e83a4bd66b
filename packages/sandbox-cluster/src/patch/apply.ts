/**
 * Server-side apply, as structured-merge-diff does it: the applied fields are
 * merged into the live object, those no longer applied are taken out unless
 * someone else manages them too, and another manager's value is a conflict.
 */
import { deepEqual, isJson, Json } from '../objects';
import { isAtomicMap, itemKey, KindDef, listTypeOf } from '../kinds';
import {
  compareFields,
  displayPath,
  elementsOf,
  fieldsOf,
  FieldSet,
  isBelow,
} from './fields';
import {
  ManagedFields,
  Manager,
  readManagedFields,
  sameManager,
  writeManagedFields,
} from './managers';

export interface Conflict {
  /** As the API server words it, such as `"kubectl" using apps/v1 at 2026-01-01T00:00:00Z`. */
  manager: string;
  field: string;
}

export type ApplyResult = { object: Json } | { conflicts: Conflict[] };

/**
 * @param live - the object as stored; metadata alone where it is to be created
 * @param config - what the manager wants, all of it
 */
export function applyFields(
  def: KindDef,
  live: Json,
  config: Json,
  by: Manager & { time: string },
  { force }: { force: boolean },
): ApplyResult {
  const entries = readManagedFields(live);
  const own = entries.find(entry => sameManager(entry, by));
  const others = entries.filter(entry => entry !== own);
  const applied: FieldSet = new Set(fieldsOf(def, config).keys());

  const merged = mergeMap(def, live, config, []);
  const { changed } = compareFields(def, live, merged);
  const conflicts: Conflict[] = [];
  for (const other of others) {
    for (const path of [...other.fields].sort()) {
      if (applied.has(path) && changed.has(path)) {
        if (force) {
          other.fields.delete(path);
        } else {
          conflicts.push({
            manager: describe(other),
            field: displayPath(path),
          });
        }
      }
    }
  }
  if (conflicts.length > 0) {
    return { conflicts };
  }

  const dropped = [...(own?.fields ?? [])].filter(path => !applied.has(path));
  const kept = [applied, ...others.map(other => other.fields)];
  const pruned = dropped.reduce(
    (object, path) =>
      isKept(path, kept) ? object : remove(def, object, elementsOf(path), []),
    merged,
  );

  const sameFields = own !== undefined && sameSet(own.fields, applied);
  const entry: ManagedFields = {
    ...by,
    fields: applied,
    time: own && sameFields && deepEqual(live, pruned) ? own.time : by.time,
  };
  const metadata = isJson(pruned.metadata) ? pruned.metadata : {};
  return {
    object: {
      ...pruned,
      metadata: {
        ...metadata,
        managedFields: writeManagedFields([...others, entry]),
      },
    },
  };
}

function sameSet(a: FieldSet, b: FieldSet): boolean {
  return a.size === b.size && [...a].every(path => b.has(path));
}

/** Whether someone still manages the field, or something below it. */
function isKept(path: string, kept: FieldSet[]): boolean {
  return kept.some(
    fields =>
      fields.has(path) || [...fields].some(other => isBelow(other, path)),
  );
}

function describe(manager: ManagedFields): string {
  let text = JSON.stringify(manager.manager);
  if (manager.subresource) {
    text += ` with subresource ${JSON.stringify(manager.subresource)}`;
  }
  return manager.operation === 'Update'
    ? `${text} using ${manager.apiVersion} at ${manager.time}`
    : text;
}

function mergeMap(
  def: KindDef,
  live: Json,
  config: Json,
  names: string[],
): Json {
  const merged = { ...live };
  for (const [key, value] of Object.entries(config)) {
    if (value === null) {
      delete merged[key];
    } else {
      merged[key] = mergeValue(def, live[key], value, [...names, key]);
    }
  }
  return merged;
}

function mergeValue(
  def: KindDef,
  live: unknown,
  config: unknown,
  names: string[],
): unknown {
  if (Array.isArray(config)) {
    return mergeList(def, Array.isArray(live) ? live : [], config, names);
  }
  if (isJson(config) && !isAtomicMap(def, names)) {
    return mergeMap(def, isJson(live) ? live : {}, config, names);
  }
  return config;
}

function mergeList(
  def: KindDef,
  live: unknown[],
  config: unknown[],
  names: string[],
): unknown[] {
  const type = listTypeOf(def, names);
  if (type === 'atomic') {
    return config;
  }
  if (type === 'set') {
    return [...new Set([...live, ...config])];
  }
  const merged = [...live];
  for (const item of config.filter(isJson)) {
    const key = itemKey(item, type);
    const at = merged.findIndex(
      other => isJson(other) && deepEqual(itemKey(other, type), key),
    );
    const before = merged[at];
    const after = mergeMap(def, isJson(before) ? before : {}, item, names);
    if (at < 0) {
      merged.push(after);
    } else {
      merged[at] = after;
    }
  }
  return merged;
}

/** Takes the field at `elements` out, and the maps that are empty without it. */
function remove(
  def: KindDef,
  object: Json,
  [element, ...rest]: string[],
  names: string[],
): Json {
  const key = element.slice(2);
  if (!Object.hasOwn(object, key)) {
    return object;
  }
  const { [key]: value, ...others } = object;
  if (rest.length === 0) {
    return others;
  }
  const path = [...names, key];
  const left = Array.isArray(value)
    ? removeItem(def, value, rest, path)
    : isJson(value) && remove(def, value, rest, path);
  const isEmpty = isJson(left)
    ? Object.keys(left).length === 0
    : !left || left.length === 0;
  return isEmpty ? others : { ...object, [key]: left };
}

function removeItem(
  def: KindDef,
  list: unknown[],
  [element, ...rest]: string[],
  names: string[],
): unknown[] {
  const type = listTypeOf(def, names);
  const wanted: unknown = JSON.parse(element.slice(2));
  const isItem = (item: unknown) =>
    Array.isArray(type) && isJson(item)
      ? deepEqual(itemKey(item, type), wanted)
      : deepEqual(item, wanted);
  if (rest.length === 0) {
    return list.filter(item => !isItem(item));
  }
  return list.map(item =>
    isItem(item) && isJson(item) ? remove(def, item, rest, names) : item,
  );
}
