import {
  Kind,
  KubeObject as PlainKubeObject,
  Name,
  ObjectKey,
  Selection,
  World,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { PodTemplates } from '@hybrid-apps/network-policy';
import { ConfiguredHost, HOSTS } from './hosts';
import { Writer, WRITER } from './kinds/writer';
import { TEMPLATES } from './templates';

export type {
  ObjectKey,
  ObjectMeta,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';

/** An object as the store holds it. */
export interface KubeObject extends PlainKubeObject {
  /** What is left of the values that were struck from its containers. */
  readonly [HOSTS]?: readonly ConfiguredHost[];
  /** Who wrote its spec last, where that is told. */
  readonly [WRITER]?: Writer;
  /** The workloads of its portal, where it has to do with one that was added to them. */
  readonly [TEMPLATES]?: PodTemplates;
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

/** The kinds that a portal knows. */
export interface Kinds {
  readonly all: readonly Kind[];
  /** Where each workload has the template of its Pods, by `group/Kind`. */
  readonly templates: PodTemplates;
  /** What is known of an object's kind; undefined where it has no description. */
  of(type: Pick<KubeObject, 'apiVersion' | 'kind'>): Kind | undefined;
}

/** An object, and something that it names. */
export interface Naming {
  object: KubeObject;
  name: Name;
}

/** An object, and Pods that it selects. */
export interface Selecting {
  object: KubeObject;
  selection: Selection;
}

/** Everything known of one cluster, now. Reading it costs no request. */
export interface ClusterStore extends World {
  /** Grows with every change; equal revisions mean equal contents. */
  readonly revision: number;
  readonly kinds: Kinds;
  /** What controls an object, where it is here: a ReplicaSet's Deployment. */
  controllerOf(object: KubeObject): KubeObject | undefined;
  /** Why it could not be told in full what an object names and selects; undefined where it was. */
  problemOf(object: KubeObject): string | undefined;
  /** What an object names, as its kind says. */
  namesOf(object: KubeObject): readonly Name[];
  /** What there is of what a name means. */
  resolve(name: Name): readonly KubeObject[];
  /** What names an object, and how. */
  naming(object: KubeObject): readonly Naming[];
  /** What names something of this key, which is not here. */
  namingAbsent(key: ObjectKey): readonly Naming[];
  /** What selects the Pods of a workload, and how. */
  selecting(workload: KubeObject): readonly Selecting[];
  list(query: {
    group: string;
    kind: string;
    namespace?: string;
  }): readonly KubeObject[];
  /** Workloads whose Pods have this label, or will have it once there are any. */
  listByPodLabel(label: string, value?: string): readonly KubeObject[];
}

/** What somebody reads of a store, until a change touches it. */
export interface Reading {
  /** The same store; each place that is read of it is noted, also where nothing is there. */
  readonly store: ClusterStore;
  /** Whether something that was read may be another by now. */
  readonly isStale: boolean;
  /** Forgets what was read; nothing makes it stale from then on. */
  end(): void;
}

/** A store that tells who read of it when that changed. */
export interface LiveStore extends ClusterStore {
  read(): Reading;
}

/**
 * What changed in a cluster, told once per turn of the event loop at most, and
 * so that each state of an object is told that its watch tells of.
 */
export interface ClusterChange {
  cluster: string;
  revision: number;
  /** The objects that came, changed or went; empty where only knowledge changed. */
  objects: ReadonlyArray<KubeObject>;
}
