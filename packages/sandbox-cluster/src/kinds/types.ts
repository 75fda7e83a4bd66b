import { Json } from '../objects';

/** One column of `kubectl get`, filled by the server. */
export interface Column {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  /** 1 shows with `-o wide` only. */
  priority: 0 | 1;
  /** @param now - milliseconds since the epoch, for ages */
  value(object: Json, now: number): string | number | boolean;
}

/**
 * How the items of a list are told apart when it is merged: by these fields,
 * as a set of scalars, or not at all (`atomic`: whoever writes it owns all of it).
 */
export type ListType = readonly string[] | 'set' | 'atomic';

/** One kind that the API serves. */
export interface KindDef {
  group: string;
  /** Served versions, preferred first. They differ in name alone. */
  versions: readonly string[];
  kind: string;
  plural: string;
  singular: string;
  shortNames: readonly string[];
  categories: readonly string[];
  namespaced: boolean;
  subresources: ReadonlyArray<'status' | 'scale'>;
  verbs: readonly string[];
  /** Comes from a CustomResourceDefinition: no strategic merge, lists are atomic unless `lists` says more. */
  custom: boolean;
  /** Kept, though what a real cluster would do about it (a controller, an admission plugin) is not there. */
  inert: boolean;
  /** By the path of field names (list items left out), or its end: how a list merges. */
  lists: Readonly<Record<string, ListType>>;
  /** Paths of maps that are owned as a whole. */
  atomicMaps: readonly string[];
  /** Paths below which a custom resource's schema declares nothing. */
  untyped: readonly string[];
  /** Field selectors beside metadata.name and metadata.namespace. */
  fieldLabels: readonly string[];
  /** Beside NAME and AGE; those with priority 1 come after AGE. One of its own puts AGE elsewhere. */
  columns: readonly Column[];
  /** The columns are all of the table: no NAME, no AGE. */
  bareTable: boolean;
}
