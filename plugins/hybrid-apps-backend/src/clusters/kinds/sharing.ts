import { isRecord } from '@hybrid-apps/network-policy';
import { recordOf } from './recordOf';

/** How many parts are known at least by which others are found equal. */
const REMEMBERED = 20_000;
/** What is longer is seldom the same elsewhere. */
const MAX_KEY = 1_000;

/**
 * Keeps once what is equal in many objects: the ports, probes and resources in
 * the Pods of a workload, in its ReplicaSets and in itself. What is handed in is
 * not changed, and nobody may change what is handed out.
 */
export function createSharing() {
  let recent = new Map<string, unknown>();
  let older = new Map<string, unknown>();
  const ids = new WeakMap<object, number>();
  let lastId = 0;

  /** The one that is kept of all with this key. */
  function oneOf(key: string, make: () => unknown): unknown {
    const known = recent.get(key);
    if (known !== undefined) {
      return known;
    }
    const found = older.get(key) ?? make();
    if (recent.size >= REMEMBERED) {
      older = recent;
      recent = new Map();
    }
    recent.set(key, found);
    return found;
  }

  /** What stands for a part in the key of the whole: of parts that are shared already. */
  function markOf(part: unknown): string {
    if (typeof part !== 'object' || part === null) {
      return JSON.stringify(part) ?? 'undefined';
    }
    const id = ids.get(part) ?? ++lastId;
    ids.set(part, id);
    return `#${id}`;
  }

  return function share(value: unknown): unknown {
    if (Array.isArray(value)) {
      const items = value.map(share);
      const key = `[${items.map(markOf).join(',')}`;
      return key.length > MAX_KEY ? items : oneOf(key, () => items);
    }
    if (isRecord(value)) {
      const entries = Object.entries(value).map(
        ([field, part]): [string, unknown] => [field, share(part)],
      );
      const key = entries
        .map(([field, part]) => `${JSON.stringify(field)}:${markOf(part)}`)
        .join(',');
      const make = () => recordOf(Object.fromEntries(entries));
      return key.length > MAX_KEY ? make() : oneOf(`{${key}`, make);
    }
    return typeof value === 'string' && value.length <= MAX_KEY
      ? oneOf(`"${value}`, () => value)
      : value;
  };
}
