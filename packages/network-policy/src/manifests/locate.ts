import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { Document } from 'yaml';
import type { Path } from '../objects/lists';

/** Reads a path as people write it: `spec.ports[0]["odd key"]`. */
export function parsePath(text: string): Path {
  const path: (string | number)[] = [];
  // Where the last `"]` is: looked for once, not again from each `["`.
  const lastClose = text.lastIndexOf('"]');
  const rest = /\[(\d+)\]|([^.[\]]+)/y;
  let at = 0;
  while (at < text.length) {
    if (text.startsWith('["', at) && at + 2 <= lastClose) {
      const close = text.indexOf('"]', at + 2);
      path.push(text.slice(at + 2, close));
      at = close + 2;
    } else {
      rest.lastIndex = at;
      const [found, index, name] = rest.exec(text) ?? [];
      if (found !== undefined) {
        path.push(index === undefined ? name : Number(index));
      }
      at += found?.length ?? 1;
    }
  }
  return path;
}

/**
 * The offset in the text where a path begins (at the key, or at the item of a
 * list); the nearest one around it when the document does not have it.
 */
export function locate(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? node.range?.[0] ?? 0 : 0;
  for (const key of path) {
    if (isAlias(node)) {
      node = node.resolve(document);
    }
    let at: unknown;
    if (isMap(node)) {
      const pair = node.items.find(
        each => isScalar(each.key) && String(each.key.value) === key,
      );
      at = pair?.key;
      node = pair?.value;
    } else if (isSeq(node) && typeof key === 'number') {
      at = node.items[key];
      node = at;
    }
    if (!isNode(at)) {
      break;
    }
    offset = at.range?.[0] ?? offset;
  }
  return offset;
}
