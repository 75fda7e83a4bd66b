import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Selector } from './selectors';

/**
 * The part of `metadata` that the portal keeps.
 *
 * @public
 */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  /** Those alone that the portal reads. */
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
}

/**
 * What an object says of one that owns it.
 *
 * @public
 */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
}

/**
 * An object as the portal keeps it: its metadata, and what its kind says that is
 * kept. What lies below `metadata` is unknown until a reader parses it. Objects
 * are shared by all readers and never changed.
 *
 * @public
 */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/**
 * Names one object of a cluster. `group` is `''` for the core group.
 *
 * @public
 */
export interface ObjectKey {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

/**
 * What a rule may ask of the cluster that an object is on. What it says hangs
 * on no more than what it asked, so there is no list of a kind over a cluster.
 *
 * @public
 */
export interface World {
  /** The cluster's name. */
  readonly name: string;
  get(key: ObjectKey): KubeObject | undefined;
  /** The objects of a kind in one namespace. */
  list(query: {
    group: string;
    kind: string;
    namespace: string;
  }): readonly KubeObject[];
  /** Objects with this label, of any kind. Without a value, with any value of it. */
  listByLabel(label: string, value?: string): readonly KubeObject[];
  /** Whatever has Pods of these labels in a namespace, and the Pods themselves. */
  matching(namespace: string, selector: Selector): readonly KubeObject[];
  /** What the object of this uid owns; nothing where it is not here. */
  listOwnedBy(uid: string): readonly KubeObject[];
  /** The events about an object, in no order. The cluster forgets them after an hour or so. */
  eventsOf(object: KubeObject): readonly KubeObject[];
  /** Whether an object is meant to run, by its spec alone; undefined where that does not say. */
  wantedOf(object: KubeObject): 'on' | 'off' | undefined;
  /** The state of each watched kind, `synced` ones included. */
  knowledge(): readonly KindKnowledge[];
}
