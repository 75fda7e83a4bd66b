import { builtInAtomicMaps, builtInLists, metadataLists } from './lists';
import { KindDef } from './types';

const ALL_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

type Options = Partial<Omit<KindDef, 'group' | 'versions' | 'kind'>> & {
  /** Not in a namespace. */
  cluster?: true;
};

/** `networkpolicies` for NetworkPolicy, `ingresses` for Ingress, `gateways` for Gateway. */
function pluralOf(singular: string): string {
  if (/[^aeiou]y$/.test(singular)) {
    return `${singular.slice(0, -1)}ies`;
  }
  return /(s|x|ch)$/.test(singular) ? `${singular}es` : `${singular}s`;
}

function define(
  group: string,
  versions: string,
  kind: string,
  isCustom: boolean,
  { cluster, ...options }: Options,
): KindDef {
  const singular = options.singular ?? kind.toLowerCase();
  return {
    group,
    versions: versions.split(' '),
    kind,
    plural: pluralOf(singular),
    singular,
    shortNames: [],
    categories: [],
    namespaced: !cluster,
    subresources: [],
    verbs: ALL_VERBS,
    custom: isCustom,
    inert: false,
    untyped: [],
    fieldLabels: [],
    columns: [],
    bareTable: false,
    ...options,
    lists: {
      ...metadataLists,
      ...(isCustom ? {} : builtInLists),
      ...options.lists,
    },
    atomicMaps: [
      ...(isCustom ? [] : builtInAtomicMaps),
      ...(options.atomicMaps ?? []),
    ],
  };
}

/** A kind that kube-apiserver brings with it. */
export function builtIn(
  group: string,
  versions: string,
  kind: string,
  options: Options = {},
): KindDef {
  return define(group, versions, kind, false, options);
}

/** A kind that a CustomResourceDefinition adds. */
export function custom(
  group: string,
  versions: string,
  kind: string,
  options: Options = {},
): KindDef {
  return define(group, versions, kind, true, options);
}
