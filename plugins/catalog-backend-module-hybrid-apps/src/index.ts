/**
 * Hybrid apps found in clusters become catalog entities.
 *
 * @packageDocumentation
 */
export { catalogModuleHybridApps as default } from './module';
