/** What there is to see of an app now, each part computed once per change. */
export { type AppView } from './appView';
export { createAppViews, type AppViews, type OwnStores } from './appViews';
export { contentRevision } from './revision';
export { failedSummary } from './failedSummary';
export { ownKnowledge, toldWithin } from './ownKnowledge';
