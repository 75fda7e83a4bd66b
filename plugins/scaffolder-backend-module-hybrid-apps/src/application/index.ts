/** What a hybrid application consists of, as manifests. */
export { renderApplication } from './renderApplication';
export { applicationSchema, type HybridApplication } from './schema';
