import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ConfiguredHost, HOSTS } from './hosts';

/** The part of `metadata` that survives projection. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: Array<{
    apiVersion: string;
    kind: string;
    name: string;
    uid: string;
    controller?: boolean;
  }>;
}

/**
 * An object as the store holds it. What lies below `metadata` is unknown until
 * a reader parses it. Objects are shared by all readers and never changed.
 */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  /** What is left of the values that were struck from its containers. */
  readonly [HOSTS]?: readonly ConfiguredHost[];
  readonly [field: string]: unknown;
}

/** Names one object of a cluster. `group` is `''` for the core group. */
export interface ObjectKey {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

/** A kind as a cluster serves it, from its discovery. */
export interface ServedKind {
  group: string;
  version: string;
  kind: string;
  /** The resource's plural name, as paths have it. */
  plural: string;
  namespaced: boolean;
  verbs: readonly string[];
}

/** Everything known of one cluster, now. Reading it costs no request. */
export interface ClusterStore {
  readonly name: string;
  /** Grows with every change; equal revisions mean equal contents. */
  readonly revision: number;
  get(key: ObjectKey): KubeObject | undefined;
  /** What controls an object, where it is here: a ReplicaSet's Deployment. */
  controllerOf(object: KubeObject): KubeObject | undefined;
  list(query: {
    group: string;
    kind: string;
    namespace?: string;
  }): readonly KubeObject[];
  /** Objects with this label, of any kind. Without a value, with any value of it. */
  listByLabel(label: string, value?: string): readonly KubeObject[];
  /** Workloads whose Pods have this label, or will have it once there are any. */
  listByPodLabel(label: string, value?: string): readonly KubeObject[];
  /** What the object of this uid owns; nothing where it is not here. */
  listOwnedBy(uid: string): readonly KubeObject[];
  /** The state of each watched kind, `synced` ones included. */
  knowledge(): readonly KindKnowledge[];
}

/** What changed in a cluster, told once per turn of the event loop at most. */
export interface ClusterChange {
  cluster: string;
  revision: number;
  /** The objects that came, changed or went; empty where only knowledge changed. */
  objects: ReadonlyArray<KubeObject>;
}
