/**
 * Who can reach whom in Kubernetes: a network policy engine that explains its
 * verdicts. Isomorphic, without I/O.
 *
 * @packageDocumentation
 */
export {
  createPolicyModel,
  diffConnections,
  diffConnectionsInSteps,
} from './model';
export type {
  PolicyModel,
  PolicyModelChanges,
  PolicyModelOptions,
} from './model';
export type { ChangeCause } from './evaluate/causes';
export type {
  ConnectionChange,
  ConnectionDiff,
  Permission,
} from './evaluate/diff';
export { PeerNotFoundError } from './evaluate/built';
export { formatDecision } from './evaluate/summary';
export type { Connection, ConnectionsOptions } from './evaluate/connections';
export type {
  ConnectionQuery,
  Decision,
  DirectionPosture,
  DirectionVerdict,
  EndpointPosture,
  Evaluation,
  NearestRule,
  PeerInput,
  PolicyUse,
  Posture,
  RuleMatch,
  RuleReference,
  ServiceResolution,
  Verdict,
} from './evaluate/types';
export type { Finding, FindingKind, FindingsOptions } from './findings/types';
export { formatPeer } from './endpoints/types';
export type {
  ExternalPeer,
  Peer,
  PodPeer,
  WorkloadPeer,
} from './endpoints/types';
export {
  POD_TEMPLATES,
  isVm,
  kindKey,
  podLabelsOf,
  podTemplatePath,
} from './endpoints/workloads';
export type { PodTemplates, TypeMeta } from './endpoints/workloads';
export { parseKubernetesYaml } from './manifests/documents';
export type { YamlDocument } from './manifests/documents';
export { policyPart } from './part';
export { READ_ANNOTATIONS } from './objects/annotations';
export { formatReference, groupOf } from './objects/object';
export type { ObjectReference, Problem } from './objects/object';
export { isRecord, textMap, valueAt } from './objects/values';
export type { Action, Direction } from './policies/types';
export {
  formatSelector,
  isLabelKey,
  isLabelValue,
  matches,
  readSelector,
  selectorOfLabels,
} from './selectors/labels';
export type { Labels, Requirement, Selector } from './selectors/labels';
export {
  formatConnections,
  unite as uniteConnections,
} from './ports/connectionSet';
export type { ConnectionSet, PortRange, Protocol } from './ports/connectionSet';
export type { WayIn } from './routes/waysIn';
export type { Recommendation } from './recommend';
export type { WantedConnection, WantedPeer } from './recommend/plan';
