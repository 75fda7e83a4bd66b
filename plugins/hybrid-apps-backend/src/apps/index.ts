/** Which objects belong to an entity, and why. Pure. */
export {
  describeApp,
  labelledApps,
  type Labelled,
  type LabelledApp,
} from './discoverApps';
export {
  DEFAULT_PLATFORM_NAMESPACES,
  platformOf,
  readPlatform,
  type IsPlatform,
} from './platform';
export { resolveApp } from './resolveApp';
export { selectorProblem } from './rules';
export type { AppMembers, Link, Member, Reference } from './types';
