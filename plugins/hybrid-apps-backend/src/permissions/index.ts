/** Who may do what to which app. */
export { callerOf } from './callerOf';
export { createAppAccess, type AppAccess } from './appAccess';
export {
  createHybridAppConditionalDecision,
  hybridAppConditions,
  hybridAppResourceRef,
  hybridAppRules,
} from './rules';
