/**
 * The `netpol` command: the engine's answers about a folder of manifests.
 *
 * @packageDocumentation
 */
export { run } from './cli/run';
export type { Terminal } from './cli/run';
