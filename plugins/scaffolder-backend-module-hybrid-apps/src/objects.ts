import {
  AppliedObject,
  Manifest,
  ObjectRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

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

/** An applied object as the output of an action. */
export function outputOf({
  apiVersion,
  kind,
  namespace,
  name,
  uid,
  action,
  changes = [],
}: AppliedObject) {
  return {
    apiVersion,
    kind,
    namespace,
    name,
    action,
    changes: [...changes],
    ...(uid && { uid }),
  };
}
