/** Which objects belong to an entity, and why. Pure. */
export { discoverApps, leftToPlatform } from './discoverApps';
export { readPlatform, type IsPlatform } from './platform';
export { resolveApp } from './resolveApp';
export { selectorProblem } from './rules';
export type { AppMembers, Link, Member, Reference } from './types';
