import {
  Manifest,
  ObjectRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Like `Deployment 'web'`. */
export function describe({ kind, name }: Pick<ObjectRef, 'kind' | 'name'>) {
  return `${kind} '${name}'`;
}

/** Names the object that a manifest is of. */
export function refOf(
  { apiVersion, kind, metadata }: Manifest,
  namespace?: string,
): ObjectRef {
  return {
    apiVersion,
    kind,
    namespace: metadata.namespace ?? namespace,
    name: metadata.name,
  };
}
