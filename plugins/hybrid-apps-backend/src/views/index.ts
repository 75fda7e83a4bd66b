/** What there is to see of an app now, each part kept until what it was made of changes. */
export { stateOf, storesOf } from './appSource';
export { type AppView, type Drawn } from './appView';
export { createAppViews, type AppViews, type OwnStores } from './appViews';
export { createAsked, type Asked } from './asked';
export { createClusterPages, type ClusterPages } from './clusterPages';
export { createDiscovery, type Discovery } from './discovery';
export { createLayer, createReadings, type Readings } from './layer';
export { contentRevision } from './revision';
export { failedSummary } from './failedSummary';
export { ownKnowledge, toldWithin } from './ownKnowledge';
