import type { ObjectReference } from '../objects/object';

/**
 * What a finding is about.
 * @public
 */
export type FindingKind =
  /** An API server would refuse the object, or a rule of it. */
  | 'invalid-object'
  /** Valid, and outside what the engine reads: verdicts say uncertain. */
  | 'unsupported-object'
  | 'policy-selects-nothing'
  | 'peer-matches-nothing'
  | 'named-port-unresolved'
  | 'egress-without-dns'
  | 'service-port-blocked'
  | 'policy-shadowed'
  | 'equal-priority'
  | 'policies-not-enforced'
  | 'workload-open-beside-isolated'
  | 'rule-open-to-world'
  | 'secondary-interface-uncovered';

/**
 * Which findings to look for.
 * @public
 */
export interface FindingsOptions {
  /**
   * Only those of a kind about these objects: about a policy, a Service, or a
   * workload (a Pod of it). The fewer, the less it takes: nothing is looked at
   * for others.
   */
  readonly about?: (object: ObjectReference, kind: FindingKind) => boolean;
}

/**
 * Something to act on.
 * @public
 */
export interface Finding {
  /** What it is about. */
  readonly kind: FindingKind;
  /**
   * `error`: something does not work as it is written; `warning`: it probably is
   * not what was meant; `info`: worth knowing.
   */
  readonly severity: 'error' | 'warning' | 'info';
  /** The object to change. */
  readonly object: ObjectReference;
  /** The place in the object, like `spec.ingress[0].from[1]`. Empty for the object as a whole. */
  readonly path: string;
  /** What is the matter, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly fix: string;
  /** Other objects that have a part in it. */
  readonly related: readonly ObjectReference[];
}

/** Whether findings about an object are asked for. */
export type IsAsked = (object: ObjectReference) => boolean;
