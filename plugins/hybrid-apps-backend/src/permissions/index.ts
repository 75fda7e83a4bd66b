/** Who may do what to which app, and in which namespace. */
export { callerOf } from './callerOf';
export { createAppAccess, type AppAccess, type InNamespace } from './appAccess';
export {
  createNamespaceConditionalDecision,
  namespaceConditions,
  namespaceResourceRef,
  namespaceRules,
} from './namespaceRules';
export {
  createHybridAppConditionalDecision,
  hybridAppConditions,
  hybridAppResourceRef,
  hybridAppRules,
} from './rules';
export { readKept } from './readKept';
