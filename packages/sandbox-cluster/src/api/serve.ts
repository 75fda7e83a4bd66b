/** Objects as they go out: in the version asked for, whole, as a Table, or as metadata alone. */
import { apiVersionOf, Json, KubeObject } from '../objects';
import { KindDef } from '../kinds';
import { Representation } from './negotiate';
import { asTable } from './table';

export interface View {
  def: KindDef;
  version: string;
  representation: Representation;
  /** Milliseconds since the epoch, for ages. */
  now(): number;
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
      return asTable(view, objects, { metadata, withColumns: true });
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
