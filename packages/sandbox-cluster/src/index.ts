/**
 * An in-memory Kubernetes and KubeVirt API for development, demos and tests.
 *
 * @packageDocumentation
 */
export type {
  Clock,
  ClusterView,
  ControlledStore,
  Reconciler,
  StoreChange,
  Write,
} from './controllers/types';
export { manualClock, realClock, reconcilers } from './controllers';
export type { ManualClock } from './controllers';
export { clusterObjects, readManifests } from './clusters';
export type { ClusterName } from './clusters';
export type { Faults, FaultSettings } from './faults';
export type {
  KubeObject,
  ObjectKey,
  ObjectMeta,
  OwnerReference,
} from './objects';
export type { UserName } from './rbac';
export { startSandboxCluster } from './server';
export { StatusError } from './status';
export type { Cause, Status } from './status';
export type { SandboxCluster, SandboxClusterOptions } from './server';
export type { ApplyOptions, DeleteOptions, Store, WriteOptions } from './store';
