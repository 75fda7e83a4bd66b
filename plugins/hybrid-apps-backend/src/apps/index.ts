/** Which objects belong to an entity, and why. Pure. */
export { isRoute, routeBackends } from './closure';
export { discoverApps } from './discoverApps';
export { resolveApp } from './resolveApp';
export { selectorProblem } from './rules';
export type { AppMembers, Member, PoliciesOn, Reference } from './types';
export { wiresOf } from './wiring';
