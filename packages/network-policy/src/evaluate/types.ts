import type { Peer } from '../endpoints/types';
import type { ObjectReference } from '../objects/object';
import type { Action, Direction } from '../policies/types';
import type { Protocol } from '../ports/connectionSet';

/**
 * Names one end of a connection in a question: a workload or Pod, a Service
 * (`kind: 'Service'`, as a destination), or an IP address. Without `kind`, a name
 * is looked up among workloads first, then among Pods.
 * @public
 */
export type PeerInput =
  | {
      readonly namespace: string;
      readonly name: string;
      readonly kind?: string;
    }
  | { readonly ip: string };

/**
 * One connection to ask about.
 * @public
 */
export interface ConnectionQuery {
  /** Who opens the connection; a Service does not. */
  readonly source: PeerInput;
  /** Whom it is opened to: a Service stands for the pods behind it. */
  readonly destination: PeerInput;
  /** Defaults to TCP. */
  readonly protocol?: Protocol;
  /**
   * The destination's port, 1 to 65535. For `Other` the IP protocol number.
   * Left out for ICMP, which is an echo request unless `icmp` says otherwise.
   */
  readonly port?: number;
  /** The ICMP message that is asked about, by its numbers. */
  readonly icmp?: { readonly type: number; readonly code?: number };
}

/**
 * `uncertain`: the answer hangs on what no manifest says; the reasons tell what.
 * @public
 */
export type Verdict = 'allowed' | 'denied' | 'uncertain';

/**
 * `isolated`: what no rule allows is denied. `open`: what no rule denies is allowed.
 * @public
 */
export type Posture = 'isolated' | 'open';

/**
 * A rule and what of it matched.
 * @public
 */
export interface RuleReference {
  /** The tier's name: `NetworkPolicy`, `Admin`, `Baseline`, or one of Calico's. */
  readonly tier: string;
  /** The policy that has the rule. */
  readonly policy: ObjectReference;
  /** The place of the rule: `spec.ingress[0]`. */
  readonly rule: string;
  /** The rule's own name, where it has one. */
  readonly name?: string;
  /** What the rule does with what it matches. */
  readonly action: Action;
  /** The alternative of the rule's peers, like `spec.ingress[0].from[1]`; absent when the rule means anyone. */
  readonly peer?: string;
  /** The alternative of the rule's ports, like `spec.ingress[0].ports[1]`; absent when it means every port. */
  readonly port?: string;
}

/**
 * A rule that matches the connection; not `certain` when nobody can tell.
 * @public
 */
export interface RuleMatch extends RuleReference {
  /** False when the match hangs on what no manifest says. */
  readonly certain: boolean;
}

/**
 * What settled a direction.
 * @public
 */
export type Decision =
  | ({ readonly by: 'rule' } & RuleReference)
  /** Policies of the tier select the endpoint, and none of their rules matched. */
  | {
      readonly by: 'tier-default';
      readonly tier: string;
      readonly action: 'Deny';
      readonly policies: readonly ObjectReference[];
    }
  /** No policy denies it. */
  | { readonly by: 'no-policy'; readonly action: 'Allow' }
  /** Policies do not apply, and why. */
  | {
      readonly by: 'exempt';
      readonly action: 'Allow';
      readonly reason: string;
    };

/**
 * A rule that would have allowed a denied connection, but for what it lacks.
 * @public
 */
export interface NearestRule extends RuleReference {
  /** All that keeps the rule from allowing the connection. */
  readonly lacks: readonly {
    readonly what: 'peer' | 'port' | 'precedence';
    /** The place to change. */
    readonly path: string;
    readonly message: string;
  }[];
}

/**
 * The answer of the policies on one side: egress at the source, ingress at the destination.
 * @public
 */
export interface DirectionVerdict {
  /** `egress` is at the source, `ingress` at the destination. */
  readonly direction: Direction;
  /** What this side alone says. */
  readonly verdict: Verdict;
  /** How the endpoint on this side stands, whatever the connection. */
  readonly posture: Posture;
  /** What decided; for `uncertain`, the first of what may decide. */
  readonly decision: Decision;
  /** Pass and Log rules that matched on the way. */
  readonly passed: readonly RuleMatch[];
  /** Rules that match the connection too, and come too late. */
  readonly overruled: readonly RuleMatch[];
  /** When denied: the rule that comes nearest to allowing it. */
  readonly nearest?: NearestRule;
  /** When uncertain: on what it hangs. */
  readonly reasons: readonly string[];
}

/**
 * How a Service led to its pods.
 * @public
 */
export interface ServiceResolution {
  /** The Service that was asked about. */
  readonly service: ObjectReference;
  /** The Service's port that was asked for. */
  readonly port: number;
  /** What is behind it, pods or addresses, that the verdict is about, with the port at each. */
  readonly backends: readonly { readonly peer: Peer; readonly port: number }[];
}

/**
 * A verdict and all that led to it.
 * @public
 */
export interface Evaluation {
  /** Allowed when both directions allow it, denied when one surely denies it. */
  readonly verdict: Verdict;
  /** The verdict in one sentence. */
  readonly summary: string;
  /** Who opens the connection. */
  readonly source: Peer;
  /** Whom it reaches; behind a Service the workload of the first of its pods. */
  readonly destination: Peer;
  /** The protocol that was asked about. */
  readonly protocol: Protocol;
  /** The port at the destination pod, after a Service's targetPort. */
  readonly port?: number;
  /** The answer of the source's policies. */
  readonly egress: DirectionVerdict;
  /** The answer of the destination's policies. */
  readonly ingress: DirectionVerdict;
  /** The Service in between, where one was asked about. */
  readonly service?: ServiceResolution;
  /** When uncertain: on what it hangs. */
  readonly reasons: readonly string[];
  /** What the reader should know of how the verdict came about. */
  readonly notes: readonly string[];
}

/**
 * A policy that applies to an endpoint in a direction.
 * @public
 */
export interface PolicyUse {
  /** The tier that the policy is in. */
  readonly tier: string;
  /** The policy. */
  readonly policy: ObjectReference;
}

/**
 * One direction of an endpoint's posture.
 * @public
 */
export interface DirectionPosture {
  /** Whether what no rule allows is denied. */
  readonly posture: Posture;
  /** In the order in which they are asked. */
  readonly policies: readonly PolicyUse[];
}

/**
 * How a workload or Pod stands, per direction.
 * @public
 */
export interface EndpointPosture {
  /** The workload or pod. */
  readonly peer: Peer;
  /** True when policies do not apply, since its pods are on the host's network. */
  readonly hostNetwork: boolean;
  /** Who may reach it. */
  readonly ingress: DirectionPosture;
  /** What it may reach. */
  readonly egress: DirectionPosture;
}
