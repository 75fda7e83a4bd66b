/**
 * Services and extension points for backend plugins that work with hybrid-apps.
 *
 * @packageDocumentation
 */
export * from './acts';
export * from './clusterAccess';
export * from './kinds';
export type { ClusterAccess } from './types';
