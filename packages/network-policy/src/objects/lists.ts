import { LESS_THAN_OBJECTS, groupOf } from './object';
import { isRecord } from './values';

/** The way to a value in what it came in. */
export type Path = readonly (string | number)[];

/** What lists hold, each with its place, and what is to be said of the lists. */
export interface Unfolded {
  readonly objects: readonly { readonly value: unknown; readonly path: Path }[];
  readonly remarks: readonly ListRemark[];
}

export interface ListRemark {
  readonly kind: 'problem' | 'note';
  readonly list: unknown;
  readonly path: Path;
  readonly message: string;
}

type List = Readonly<Record<string, unknown>> & { readonly kind: string };

function isList(value: unknown): value is List {
  return (
    isRecord(value) &&
    typeof value.kind === 'string' &&
    value.kind.endsWith('List') &&
    'items' in value &&
    !(
      typeof value.apiVersion === 'string' &&
      groupOf(value.apiVersion) === LESS_THAN_OBJECTS
    )
  );
}

/** An item without a kind of its own has it from its list: `PodList` holds Pods. */
function itemOf({ kind, apiVersion }: List, item: unknown): unknown {
  const own = kind.slice(0, -'List'.length);
  return own !== '' && isRecord(item) && !item.kind && !item.apiVersion
    ? { ...item, apiVersion, kind: own }
    : item;
}

/**
 * The objects that a value stands for: the items of a list and of those in it, or
 * itself.
 * Source: k8s.io/apimachinery `pkg/apis/meta/v1/unstructured`, decodeToList.
 */
export function unfold(value: unknown, path: Path = []): Unfolded {
  if (!isList(value)) {
    return { objects: [{ value, path }], remarks: [] };
  }
  const at = [...path, 'items'];
  const items = value.items ?? [];
  const remark = (
    kind: ListRemark['kind'],
    place: Path,
    message: string,
  ): ListRemark => ({ kind, list: value, path: place, message });
  if (!Array.isArray(items)) {
    return {
      objects: [],
      remarks: [remark('problem', at, 'items must be a list')],
    };
  }
  const parts = items.map((item, index) =>
    unfold(itemOf(value, item), [...at, index]),
  );
  const isPage = isRecord(value.metadata) && Boolean(value.metadata.continue);
  return {
    objects: parts.flatMap(part => part.objects),
    remarks: [
      ...(items.length === 0
        ? [remark('note', path, `the ${value.kind} is empty`)]
        : []),
      ...(isPage
        ? [
            remark(
              'problem',
              [...path, 'metadata', 'continue'],
              `the ${value.kind} goes on: what comes after this page of it is missing`,
            ),
          ]
        : []),
      ...parts.flatMap(part => part.remarks),
    ],
  };
}
