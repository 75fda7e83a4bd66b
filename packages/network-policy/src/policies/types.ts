import type { AddressRange } from '../addresses/ranges';
import type { ObjectReference } from '../objects/object';
import type { ConnectionSet, Protocol } from '../ports/connectionSet';
import type { LabelTest } from '../selectors/labels';

/*
 * The intermediate form that every dialect is translated into: tiers of ordered
 * policies, each with ordered rules that have an action, per direction. The
 * first rule that matches decides; Pass leaves for the next tier; a tier that
 * selects the endpoint and decided nothing ends in its default action.
 */

/**
 * The direction of a policy's rules, seen from the endpoint that it selects.
 * @public
 */
export type Direction = 'ingress' | 'egress';

/**
 * What a rule does with a connection that it matches.
 * @public
 */
export type Action = 'Allow' | 'Deny' | 'Pass' | 'Log';

/** Which ends of a connection a rule means. */
export type PeerExpression =
  | { readonly type: 'any' }
  /** Pods of the pod network (never hostNetwork ones, never addresses outside). */
  | {
      readonly type: 'pods';
      /** One namespace by name, or namespaces by label; undefined for all. */
      readonly namespaces?: string | LabelTest;
      readonly labels: LabelTest;
    }
  /** Addresses: outside and of nodes, and of pods where `pods` says so. */
  | {
      readonly type: 'addresses';
      readonly ranges: readonly AddressRange[];
      readonly pods: boolean;
    }
  /** Pods on the host's network of a node; of any node when it is empty. */
  | { readonly type: 'host'; readonly node: string }
  /** The pods of one object, by its key, on whichever network. */
  | { readonly type: 'object'; readonly key: string }
  /** Nobody can tell from manifests, and why. */
  | { readonly type: 'unknown'; readonly reason: string }
  | { readonly type: 'not'; readonly of: PeerExpression }
  | { readonly type: 'and' | 'or'; readonly of: readonly PeerExpression[] };

/** One alternative of a rule's `from` or `to`. */
export interface PeerTerm {
  readonly path: string;
  /** As one says it: `pods app=web in namespace shop`. */
  readonly text: string;
  readonly match: PeerExpression;
}

/** One alternative of a rule's ports. */
export type PortTerm =
  | { readonly path: string; readonly connections: ConnectionSet }
  /** A container port's name, resolved at each destination pod. */
  | {
      readonly path: string;
      readonly name: string;
      readonly protocols: readonly Protocol[];
    };

export interface Rule {
  readonly action: Action;
  /** The place of the rule in its object: `spec.ingress[0]`. */
  readonly path: string;
  /** The rule's own name, where the dialect has one. */
  readonly name?: string;
  /** Any of these; undefined for anyone. */
  readonly peers?: readonly PeerTerm[];
  /** What the selected end itself must be, beside the policy's subject (Calico). */
  readonly own?: PeerTerm;
  /** Any of these; undefined for every protocol and port. */
  readonly ports?: readonly PortTerm[];
  /** None of these. */
  readonly exceptPorts?: readonly PortTerm[];
  /** Why nobody can tell whether the rule matches what its peers and ports match. */
  readonly unknown?: string;
}

export interface Policy {
  readonly reference: ObjectReference;
  readonly tier: string;
  /** Lower comes first in its tier; `Infinity` for none. */
  readonly order: number;
  /** True when an equal order in the tier leaves open which policy comes first. */
  readonly tieIsOpen: boolean;
  readonly subject: PeerExpression;
  /** The place of the subject: `spec.podSelector`. */
  readonly subjectPath: string;
  /** Undefined when the policy says nothing on the direction. */
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
  /** True when it stands for what is no policy that this engine reads, or none at all (a network). */
  readonly isStandIn?: boolean;
}

export interface Tier {
  readonly name: string;
  readonly order: number;
  readonly defaultAction: 'Deny' | 'Pass';
}
