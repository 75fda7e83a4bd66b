import {
  describeObject,
  ObjectRef,
  Readiness,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Health } from '../../kinds';

/** How far one object is: what the API answers, without saying which object. */
export type Standing = Omit<Readiness, 'object'>;

export function progressing(message: string, progress?: number): Standing {
  return progress === undefined
    ? { state: 'progressing', message }
    : { state: 'progressing', message, progress };
}

/** For what is final as far as anyone can tell. */
export function failed(message: string): Standing {
  return { state: 'failed', message };
}

/**
 * What an object's health means for a task that waits for it: it ends as soon
 * as only a change of the object helps, and goes on with whatever may pass.
 */
export function byHealth(
  object: Pick<ObjectRef, 'kind' | 'name'>,
  { state, reason, message, progress, settled }: Health,
): Standing {
  switch (state) {
    case 'healthy':
    case 'unjudged':
      return { state: 'ready' };
    case 'stopped':
      return { state: 'ready', ...(message && { message }) };
    default: {
      const words =
        message ??
        `${describeObject(object)} is ${state}${reason ? `: ${reason}` : ''}`;
      return settled ? failed(words) : progressing(words, progress);
    }
  }
}
