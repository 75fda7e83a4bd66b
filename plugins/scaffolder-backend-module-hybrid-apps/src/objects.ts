import { AppliedObject } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** An applied object as the output of an action. */
export function outputOf({
  apiVersion,
  kind,
  namespace,
  name,
  uid,
}: AppliedObject) {
  return {
    apiVersion,
    kind,
    namespace,
    name,
    ...(uid && { uid }),
  };
}
