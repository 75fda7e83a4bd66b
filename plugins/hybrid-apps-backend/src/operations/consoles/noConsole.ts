import { ConsoleEnd } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { GONE } from './upkeep';

/** A console cannot be had, and why in one word. */
export class NoConsole extends Error {
  readonly why: ConsoleEnd;

  constructor(why: ConsoleEnd, message: string) {
    super(message);
    this.why = why;
  }
}

/** Why something that was asked of the portal or a cluster ends a console. */
export function whyOf(error: Error): ConsoleEnd {
  if (error instanceof NoConsole) {
    return error.why;
  }
  if (GONE.includes(error.name)) {
    return 'right';
  }
  return error.name === 'KubeStatusError' ? 'refused' : 'failed';
}

/** Words that are fit for a person: ours, and the cluster's own. */
export const wordsOf = (error: Error): string =>
  'serverMessage' in error ? String(error.serverMessage) : error.message;
