/**
 * Sets of fields, as server-side apply keeps them in `metadata.managedFields`
 * (structured-merge-diff's fieldpath, serialised as FieldsV1).
 */
import { deepEqual, isJson, Json } from '../objects';
import { isAtomicMap, isUntyped, itemKey, KindDef, listTypeOf } from '../kinds';

/** Fields by their path: FieldsV1's elements (`f:spec`, `k:{"name":"web"}`, `v:"x"`), joined. */
export type FieldSet = Set<string>;

const SEPARATOR = '\u0001';

/** Metadata that the server alone writes: nobody manages it. */
const UNMANAGED = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);

/** Containers that a built-in kind always has, so that nobody adds them. */
const ALWAYS_THERE =
  /^(spec|status|containers|([a-zA-Z.]*\.)?(metadata|template|jobTemplate|spec\.template\.spec|spec\.containers|jobTemplate\.spec))$/;

export function elementsOf(path: string): string[] {
  return path.split(SEPARATOR);
}

/**
 * Every field that `object` sets, with its value. Maps and keyed list items
 * count as what is in them; `containers` adds the maps and lists themselves,
 * as one needs to know who brought them in.
 */
export function fieldsOf(
  def: KindDef,
  object: Json,
  { containers = false }: { containers?: boolean } = {},
): Map<string, unknown> {
  const fields = new Map<string, unknown>();

  const visitMap = (map: Json, path: string, names: string[]) => {
    for (const [key, value] of Object.entries(map)) {
      const isRoot = names.length === 0;
      const unmanaged =
        (isRoot && (key === 'apiVersion' || key === 'kind')) ||
        (names.length === 1 && names[0] === 'metadata' && UNMANAGED.has(key));
      if (!unmanaged && value !== undefined) {
        const element = `f:${key}`;
        visit(value, isRoot ? element : join(path, element), [...names, key]);
      }
    }
  };

  const visitContainer = (path: string, names: string[]) => {
    const alwaysThere =
      (names.length === 1 && names[0] === 'metadata') ||
      (!def.custom && ALWAYS_THERE.test(names.join('.')));
    if (isUntyped(def, names) || (containers && !alwaysThere)) {
      fields.set(path, undefined);
    }
  };

  function visit(value: unknown, path: string, names: string[]) {
    if (Array.isArray(value)) {
      const type = listTypeOf(def, names);
      if (type === 'atomic') {
        fields.set(path, value);
        return;
      }
      visitContainer(path, names);
      for (const item of value) {
        if (type === 'set') {
          fields.set(join(path, `v:${JSON.stringify(item)}`), item);
        } else if (isJson(item)) {
          const itemPath = join(
            path,
            `k:${JSON.stringify(itemKey(item, type))}`,
          );
          fields.set(itemPath, undefined);
          // An owner reference is managed as a whole.
          if (names.join('.') !== 'metadata.ownerReferences') {
            visitMap(item, itemPath, names);
          }
        }
      }
    } else if (isJson(value)) {
      if (Object.keys(value).length === 0) {
        if (names.join('.') !== 'metadata' && names.join('.') !== 'status') {
          fields.set(path, value);
        }
      } else if (isAtomicMap(def, names)) {
        fields.set(path, value);
      } else {
        visitContainer(path, names);
        visitMap(value, path, names);
      }
    } else {
      fields.set(path, value);
    }
  }

  visitMap(object, '', []);
  return fields;
}

/** What differs: fields that are new or have another value, and those that are gone. */
export function compareFields(
  def: KindDef,
  before: Json,
  after: Json,
): { changed: FieldSet; removed: FieldSet } {
  // Most updates leave most of an object as it is: the fields of that need not be told apart.
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const touched = keys.filter(key => !deepEqual(before[key], after[key]));
  const pick = (object: Json) =>
    Object.fromEntries(touched.map(key => [key, object[key]]));
  const old = fieldsOf(def, pick(before), { containers: true });
  const current = fieldsOf(def, pick(after), { containers: true });
  const changed: FieldSet = new Set();
  const removed: FieldSet = new Set();
  for (const [path, value] of current) {
    if (!old.has(path) || !deepEqual(old.get(path), value)) {
      changed.add(path);
    }
  }
  for (const path of old.keys()) {
    if (!current.has(path)) {
      removed.add(path);
    }
  }
  return { changed, removed };
}

function join(path: string, element: string): string {
  return `${path}${SEPARATOR}${element}`;
}

/** Whether `path` lies below `ancestor`. */
export function isBelow(path: string, ancestor: string): boolean {
  return path.startsWith(ancestor + SEPARATOR);
}

/** As managedFields hold it: nested, with `.` for a field that has others below it. */
export function toFieldsV1(fields: FieldSet): Json {
  const root: Json = {};
  for (const path of [...fields].sort()) {
    let node = root;
    for (const element of elementsOf(path)) {
      const next = node[element];
      const child: Json = isJson(next) ? next : {};
      node[element] = child;
      node = child;
    }
    node['.'] = {};
  }
  return tidy(root);
}

/** Sorts the keys, and leaves out the `.` where nothing stands beside it. */
function tidy(node: Json): Json {
  const keys = Object.keys(node).sort();
  if (keys.length === 1 && keys[0] === '.') {
    return {};
  }
  return Object.fromEntries(
    keys.map(key => {
      const child = node[key];
      return [key, key !== '.' && isJson(child) ? tidy(child) : {}];
    }),
  );
}

export function fromFieldsV1(tree: unknown): FieldSet {
  const fields: FieldSet = new Set();
  const visit = (node: Json, path: string) => {
    for (const [element, child] of Object.entries(node)) {
      if (element === '.') {
        fields.add(path);
      } else {
        const next = path ? join(path, element) : element;
        if (isJson(child) && Object.keys(child).length > 0) {
          visit(child, next);
        } else {
          fields.add(next);
        }
      }
    }
  };
  if (isJson(tree)) {
    visit(tree, '');
  }
  return fields;
}

/** As a conflict names the field: `.spec.containers[name="web"].image`. */
export function displayPath(path: string): string {
  return elementsOf(path)
    .map(element => {
      const value = element.slice(2);
      if (element.startsWith('f:')) {
        return `.${value}`;
      }
      if (element.startsWith('v:')) {
        return `[=${value}]`;
      }
      const key: unknown = JSON.parse(value);
      return `[${Object.entries(isJson(key) ? key : {})
        .map(([name, part]) => `${name}=${JSON.stringify(part)}`)
        .join(',')}]`;
    })
    .join('');
}
