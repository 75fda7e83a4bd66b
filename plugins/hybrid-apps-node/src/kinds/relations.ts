import { KubeObject, ObjectKey, World } from './objects';
import { Selector } from './selectors';

/**
 * How one object stands to another that it names or selects. The namer, or
 * selector, is the subject: a route `routes` to a Service.
 *
 * @public
 */
export type Relation =
  /** A workload has it as a volume. */
  | 'mounts'
  /** A workload, or a way in, is configured by it. */
  | 'uses'
  /** A workload has an interface on this network. */
  | 'attaches'
  /** A way in sends to it. */
  | 'routes'
  /** A route hangs on a listener of it, which requests come through first. */
  | 'listens'
  /** A way in shows this certificate. */
  | 'serves'
  /** A Service sends to these Pods. */
  | 'selects'
  /** A workload is configured with its address. */
  | 'connects'
  /** It sets how many Pods a workload has. */
  | 'scales'
  /** It bounds how many of these Pods may be taken away at once. */
  | 'protects'
  /** An event tells of it. */
  | 'tells'
  /** It gives it rights. */
  | 'grants';

/**
 * Something that an object names.
 *
 * @public
 */
export interface Name {
  /** How the namer stands to it. */
  relation: Relation;
  /** What is meant. */
  to: ObjectKey;
  /** What else the same words may mean, the likeliest first; asked where `to` is not there. */
  or?: readonly ObjectKey[];
  /** The API version of `to`, to be told where it is not there. */
  apiVersion?: string;
  /** Whether what is there is meant; anything is, unless told. */
  accepts?(found: KubeObject, world: World): boolean;
  /**
   * Of what others share, whom what it names concerns, as a certificate does the
   * routes that hang on its listener; all, unless told.
   */
  concerns?(user: KubeObject): boolean;
  /** What is so, in people's words: `Deployment web mounts Secret tls as volume certs`. */
  text: string;
  /** Where the object says so, like `spec.volumes[0].secret.secretName`. */
  fieldPath: string;
  /** What it says there; the name, unless told. */
  value?: string;
  /** The ports that it names there, as it writes them. */
  ports?: string;
  /** By what it is said, where that has a name of its own: the variable. */
  via?: string;
  /**
   * It does without what is not there.
   * Source: k8s.io/api/core/v1, `optional` of volume sources and key references.
   */
  isOptional?: true;
  /** It makes what it names, where that is not there yet. */
  isMadeByIt?: true;
}

/**
 * How requests from outside of the clusters come in by an object.
 *
 * @public
 */
export interface Entry {
  /** What is so, in people's words: `Ingress web takes requests from outside for shop.example.com`. */
  text: string;
  /** Where the object says so. */
  fieldPath: string;
  /** What it says there. */
  value?: string;
  /** Of a Service, as people write them: `80→http, 53/UDP`. */
  ports?: string;
}

/**
 * Pods that an object selects, by their labels, in its own namespace.
 *
 * @public
 */
export interface Selection {
  /** How the selector stands to the workloads of these Pods. */
  relation: 'selects' | 'protects';
  /** Of the labels of Pods; without requirements, all of the namespace. */
  selector: Selector;
  /** Where the object says so. */
  fieldPath: string;
  /** Of a Service, as people write them. */
  ports?: string;
}
