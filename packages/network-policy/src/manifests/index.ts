export { parseManifests } from './parse';
export { ManifestsNotFoundError, readManifests } from './read';
export type { Manifest, Manifests, Place, Remark } from './types';
