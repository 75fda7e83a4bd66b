/** JSON merge patch (RFC 7396), and Kubernetes' strategic form of it. */
import { deepEqual, isJson, Json } from '../objects';
import { KindDef, listTypeOf } from '../kinds';

/** RFC 7396. */
export function mergePatch(target: Json, patch: Json): Json {
  const result = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key];
    if (value === null) {
      delete result[key];
    } else if (isJson(value)) {
      result[key] = mergePatch(isJson(before) ? before : {}, value);
    } else {
      result[key] = value;
    }
  }
  return result;
}

const ORDER = '$setElementOrder/';

/**
 * Strategic merge patch: keyed lists are merged item by item, and `$patch`,
 * `$retainKeys`, `$deleteFromPrimitiveList` and `$setElementOrder` are understood.
 */
export function strategicMergePatch(
  def: KindDef,
  target: Json,
  patch: Json,
): Json {
  return mergeMap(def, target, patch, []);
}

function mergeMap(
  def: KindDef,
  target: Json,
  { $patch: directive, $retainKeys: retain, ...patch }: Json,
  names: string[],
): Json {
  if (directive === 'replace') {
    return patch;
  }
  const result = Array.isArray(retain)
    ? Object.fromEntries(
        Object.entries(target).filter(([key]) => retain.includes(key)),
      )
    : { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key];
    if (key.startsWith(ORDER)) {
      continue;
    }
    if (key.startsWith('$deleteFromPrimitiveList/')) {
      const list = key.slice(key.indexOf('/') + 1);
      const gone = Array.isArray(value) ? value : [];
      const current = result[list];
      result[list] = Array.isArray(current)
        ? current.filter(item => !gone.includes(item))
        : [];
    } else if (value === null || (isJson(value) && value.$patch === 'delete')) {
      delete result[key];
    } else if (Array.isArray(value)) {
      const current = Array.isArray(before) ? before : [];
      result[key] = mergeList(def, current, value, [...names, key]);
    } else if (isJson(value)) {
      const current = isJson(before) ? before : {};
      result[key] = mergeMap(def, current, value, [...names, key]);
    } else {
      result[key] = value;
    }
  }
  for (const key of Object.keys(patch).filter(name => name.startsWith(ORDER))) {
    const list = key.slice(ORDER.length);
    const type = listTypeOf(def, [...names, list]);
    const [order, merged, live] = [patch[key], result[list], target[list]];
    if (type !== 'atomic' && Array.isArray(order) && Array.isArray(merged)) {
      const before = Array.isArray(live) ? live : [];
      result[list] = inOrder(type, merged, order, before);
    }
  }
  return result;
}

/**
 * The list in the order that a patch asks for. What the patch does not name
 * stays before what it stood before in the live list.
 */
function inOrder(
  type: readonly string[] | 'set',
  list: unknown[],
  order: unknown[],
  live: unknown[],
): unknown[] {
  const keyOf = (item: unknown) =>
    type !== 'set' && isJson(item) ? item[type[0]] : item;
  const places = (items: unknown[]) =>
    new Map(items.map((item, i) => [keyOf(item), i]));
  const [asked, stood] = [places(order), places(live)];
  const rank = (item: unknown) => asked.get(keyOf(item)) ?? -1;
  const result = list
    .filter(item => rank(item) >= 0)
    .sort((a, b) => rank(a) - rank(b));
  let at = 0;
  for (const item of list.filter(each => rank(each) < 0)) {
    const place = stood.get(keyOf(item)) ?? Infinity;
    const isLater = (other: unknown) => (stood.get(keyOf(other)) ?? -1) > place;
    while (at < result.length && !isLater(result[at])) {
      at += 1;
    }
    result.splice(at, 0, item);
    at += 1;
  }
  return result;
}

function mergeList(
  def: KindDef,
  target: unknown[],
  patch: unknown[],
  names: string[],
): unknown[] {
  const type = listTypeOf(def, names);
  const isReplace = (item: unknown) =>
    isJson(item) && item.$patch === 'replace';
  if (type === 'atomic' || patch.some(isReplace)) {
    return patch.filter(item => !isReplace(item));
  }
  if (type === 'set') {
    return [...new Set([...target, ...patch])];
  }
  // The first key is the field's patchMergeKey.
  const [mergeKey] = type;
  const result = [...target];
  for (const item of patch.filter(isJson)) {
    const at = result.findIndex(
      other => isJson(other) && deepEqual(other[mergeKey], item[mergeKey]),
    );
    const before = result[at];
    if (item.$patch === 'delete') {
      if (at >= 0) {
        result.splice(at, 1);
      }
    } else if (isJson(before)) {
      result[at] = mergeMap(def, before, item, names);
    } else {
      result.push(mergeMap(def, {}, item, names));
    }
  }
  return result;
}
