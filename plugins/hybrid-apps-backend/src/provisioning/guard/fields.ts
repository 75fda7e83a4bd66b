import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isRecord } from '@hybrid-apps/network-policy';
import { pathOf, Placed, unreadable, Unreadable } from './reading';

/** The fields that rules look for wherever they stand. */
const LOOKED_FOR = [
  'annotations',
  'dataSourceRef',
  'finalizers',
  'ownerReferences',
] as const;
type Name = (typeof LOOKED_FOR)[number];

/** Where fields of these names stand, however deep. */
export type Fields = Readonly<Record<Name, readonly Placed<unknown>[]>>;

/** Of more lists and maps no object is made that a cluster would keep. */
const MOST_PARTS = 100_000;

const isContents = (kind: string, path: string) =>
  kind === '/ConfigMap' && (path === 'data' || path === 'binaryData');

/**
 * Looks through a manifest once. Nobody's fields are in the contents of a
 * ConfigMap, and none in what is no list or map.
 *
 * @throws Unreadable where there is no end to it
 */
export function fieldsOf(kind: string, manifest: Manifest): Fields {
  const found: Record<Name, Placed<unknown>[]> = {
    annotations: [],
    dataSourceRef: [],
    finalizers: [],
    ownerReferences: [],
  };
  const open: Placed<unknown>[] = [{ path: '', value: manifest }];
  let parts = 0;
  const lookInto = (path: string, value: unknown) => {
    if (typeof value === 'object' && value !== null) {
      if (++parts > MOST_PARTS) {
        throw new Unreadable([
          unreadable('', `it has more than ${MOST_PARTS} lists and maps`),
        ]);
      }
      open.push({ path, value });
    }
  };
  for (let place = open.pop(); place; place = open.pop()) {
    const { path, value } = place;
    if (Array.isArray(value)) {
      value.forEach((item, index) => lookInto(pathOf(path, index), item));
    } else if (isRecord(value) && !isContents(kind, path)) {
      for (const [key, item] of Object.entries(value)) {
        const name = LOOKED_FOR.find(each => each === key);
        if (name && item !== null) {
          found[name].push({ path: pathOf(path, key), value: item });
        } else {
          lookInto(pathOf(path, key), item);
        }
      }
    }
  }
  return found;
}
