import { Health } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** All healths, the worst first. */
export const WORST_FIRST: readonly Health[] = [
  'degraded',
  'unknown',
  'progressing',
  'healthy',
  'stopped',
  'unjudged',
];

/**
 * A whole is as well as the worst of its parts; stopped if all of them are.
 * What nobody can judge does not count, but where there is nothing else.
 */
export const healthOf = (parts: readonly Health[]): Health =>
  WORST_FIRST.find(health => parts.includes(health)) ?? 'unknown';
