/**
 * The backend plugin of hybrid apps, and what permission policies need of it.
 *
 * @packageDocumentation
 */
export { hybridAppsPlugin as default } from './plugin';
export {
  createHybridAppConditionalDecision,
  createNamespaceConditionalDecision,
  hybridAppConditions,
  namespaceConditions,
} from './permissions';
