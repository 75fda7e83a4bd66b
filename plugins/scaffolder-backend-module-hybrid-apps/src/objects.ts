import { AppliedObject } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

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
