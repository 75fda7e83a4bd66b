/**
 * Reaches clusters, watches them into one store each, and says what is not
 * known. This index is all that other rooms may use. Who reaches them is in
 * clusters.ts, for the plugin alone, so that what reads a store loads no client.
 */
export * from './types';
export {
  resourcePath,
  type KubeClient,
  type KubeRequest,
  type KubeResponse,
  type KubeIdentity,
  type KubeSocketRequest,
} from './client/types';
export { bearing, whyNotBorne, type KubeRequests } from './client/identity';
export { KubeConnectionError, KubeStatusError } from './client/errors';
export {
  createStoreFromObjects,
  groupResource,
  type PlainObject,
} from './store/storeFromObjects';
export type { ClusterHandle, Clusters } from './clusters';
export { readClusterSettings } from './settings';
export {
  ANNOTATION_K3S_NODE_ARGS,
  DEPLOYMENT_REVISION,
  k3sWordsOf,
  ROLLOUT_REVISION,
} from './kinds/annotations';
export { DEFAULT_CONTAINER, SELECTED_NODE } from './kinds/annotations';
export { HOSTS, readAddress, tellsAddress, type ConfiguredHost } from './hosts';
export { WRITER, type Writer } from './kinds/writer';
export { strikeValues } from './kinds/strikeValues';
export { attempt } from './attempt';
export { isKnown, isKnownIn } from './knownIn';
export { isMadeByWorkload, isOwnedBy, withControllers } from './ownership';
export { TEMPLATES, templatesOf } from './templates';
export {
  createKindTable,
  type KindTable,
  type WatchedKind,
} from './kinds/kindTable';
