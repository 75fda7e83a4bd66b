export { parseManifests } from './parse';
export { ManifestsNotFoundError, STANDARD_INPUT, readManifests } from './read';
export type { ReadFile } from './read';
export type { Manifest, Manifests, Place, Remark } from './types';
