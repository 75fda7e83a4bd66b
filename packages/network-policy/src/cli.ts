/**
 * The `netpol` command: the engine's answers about a folder of manifests, and
 * the reader of such folders.
 *
 * @packageDocumentation
 */
export { run } from './cli/run';
export type { Terminal } from './cli/run';
export { ManifestsNotFoundError, readManifests } from './manifests';
export type { Manifest, Manifests, Place, ReadFile, Remark } from './manifests';
