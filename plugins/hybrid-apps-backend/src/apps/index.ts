/** Which objects belong to an entity, and why. Pure. */
export { isRoute, routeBackends } from './routes';
export { discoverApps, leftToPlatform } from './discoverApps';
export { readPlatform, type IsPlatform } from './platform';
export { resolveApp } from './resolveApp';
export { selectorProblem } from './rules';
export type { AppMembers, Member, PoliciesOn, Reference } from './types';
export { wiresOf } from './wiring';
