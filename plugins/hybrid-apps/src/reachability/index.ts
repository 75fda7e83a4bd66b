export { ReachabilityResult } from './ReachabilityResult';
export { Rule } from './Rule';
export { VerdictNote } from './VerdictNote';
