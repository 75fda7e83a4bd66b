/** Objects as they go out: in the version asked for, whole, as a Table, or as metadata alone. */
import { apiVersionOf, Json, KubeObject } from '../objects';
import { badRequest } from '../status';
import { representationOf } from './negotiate';
import { asTable } from './table';
import {
  ApiContext,
  ApiRequest,
  IncludeObject,
  ResourceTarget,
  View,
} from './types';

/** How the request wants to see what it names. */
export function viewOf(
  { clock }: ApiContext,
  { def, version }: ResourceTarget,
  { headers, query }: ApiRequest,
): View {
  return {
    def,
    version,
    representation: representationOf(headers.accept),
    includeObject: includeObjectOf(query),
    now: () => clock.now(),
  };
}

function includeObjectOf(query: URLSearchParams): IncludeObject {
  const asked = query.get('includeObject') ?? 'Metadata';
  switch (asked) {
    case 'None':
    case 'Metadata':
    case 'Object':
      return asked;
    default:
      throw badRequest(`unrecognized includeObject value: "${asked}"`);
  }
}

export function inVersion(
  { def, version }: Pick<View, 'def' | 'version'>,
  object: KubeObject,
): KubeObject {
  return {
    ...object,
    kind: def.kind,
    apiVersion: apiVersionOf(def.group, version),
  };
}

function metadataOnly({ metadata }: KubeObject): Json {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
  };
}

function rowObject(view: View, object: KubeObject): Json | undefined {
  switch (view.includeObject) {
    case 'None':
      return undefined;
    case 'Object':
      return inVersion(view, object);
    default:
      return metadataOnly(object);
  }
}

/** @param withColumns - of a watch's Tables, only the first says its columns */
export function serveObject(
  view: View,
  object: KubeObject,
  withColumns: boolean = true,
): Json {
  switch (view.representation) {
    case 'table':
      return asTable(view, [object], {
        metadata: { resourceVersion: object.metadata.resourceVersion },
        withColumns,
        rowObject: each => rowObject(view, each),
      });
    case 'metadata':
      return metadataOnly(object);
    default:
      return inVersion(view, object);
  }
}

export function serveList(
  view: View,
  objects: KubeObject[],
  metadata: Json,
): Json {
  const { def, version, representation } = view;
  switch (representation) {
    case 'table':
      return asTable(view, objects, {
        metadata,
        withColumns: true,
        rowObject: each => rowObject(view, each),
      });
    case 'metadata':
      return {
        kind: 'PartialObjectMetadataList',
        apiVersion: 'meta.k8s.io/v1',
        metadata,
        items: objects.map(metadataOnly),
      };
    default:
      return {
        kind: `${def.kind}List`,
        apiVersion: apiVersionOf(def.group, version),
        metadata,
        items: objects.map(object => itemOf(view, object)),
      };
  }
}

/** Items of built-in lists leave out what the list says already. */
function itemOf(view: View, object: KubeObject): Json {
  if (view.def.custom) {
    return inVersion(view, object);
  }
  const { kind: _kind, apiVersion: _apiVersion, ...item } = object;
  return item;
}
