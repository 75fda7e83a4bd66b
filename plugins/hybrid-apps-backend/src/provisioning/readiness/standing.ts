import { Readiness } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

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
