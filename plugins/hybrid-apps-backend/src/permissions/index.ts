/** Who may do what to which app. */
export { createAppAccess, type AppAccess } from './appAccess';
export {
  createHybridAppConditionalDecision,
  hybridAppConditions,
  hybridAppResourceRef,
  hybridAppRules,
} from './rules';
