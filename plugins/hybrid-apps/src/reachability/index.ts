export { ReachabilityResult } from './ReachabilityResult';
export { Rule } from './Rule';
