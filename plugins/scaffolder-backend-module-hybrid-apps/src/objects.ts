import {
  AppliedObject,
  Manifest,
  ObjectRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Like `Deployment 'web'`; a VirtualMachine is a `VM`, as people say. */
export function describe({ kind, name }: Pick<ObjectRef, 'kind' | 'name'>) {
  return `${kind === 'VirtualMachine' ? 'VM' : kind} '${name}'`;
}

/** Ends a text with a full stop, where it does not have one. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
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
