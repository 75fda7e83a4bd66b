/**
 * What network policies mean for an app: posture, matrix, findings, verdicts,
 * and what a change would do. Pure; `packages/network-policy` does the
 * reasoning.
 */
export { createClusterPolicies } from './clusterPolicy';
export { peerId } from './enginePeers';
export { type MayName } from './peers';
export { readerKey, seesWorkload, type Reader } from './reader';
export { policyStatus } from './policyStatus';
export { policyOverlay } from './overlay';
export { askPreview, previewInThread } from './preview';
export { checkReachability } from './reachability';
