import {
  Health as HealthState,
  NodeFacts,
  ObjectInside,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject, ObjectKey, World } from './objects';
import { Entry, Name, Selection } from './relations';

/**
 * How well an object is: for the pages, for history, and for a task that waits.
 *
 * @public
 */
export interface Health {
  /**
   * `stopped`: it is meant to be off. `unknown`: what would tell could not be
   * read, or says that it does not know. `unjudged`: nothing tells.
   */
  state: HealthState;
  /** One word of the platform's own, like `CrashLoopBackOff`. */
  reason?: string;
  /** The cause in people's words, with the way out where there is one. */
  message?: string;
  /** Since when, in ISO 8601. */
  since?: string;
  /** How far it is, from 0 to 100. */
  progress?: number;
  /**
   * Of what is degraded: only a change of the object itself moves it, so that
   * a task need not wait on. A crash loop may still end; an image that its
   * registry does not know will not.
   */
  settled?: true;
}

/**
 * Judges an object by itself and by what the cluster says of what belongs to it. Pure.
 *
 * @public
 */
export type HealthRule = (object: KubeObject, world: World) => Health;

/**
 * A rule, and the specification that it follows: a section, or a file of the
 * project whose kind it is.
 *
 * @public
 */
export interface SourcedRule {
  judge: HealthRule;
  source: string;
}

/**
 * What policy adds to the facts of an object.
 *
 * @public
 */
export interface Overlay {
  /** Names of secondary networks that MultiNetworkPolicies cover; undefined where that is not known. */
  coveredNetworks?: ReadonlySet<string>;
}

/**
 * What a person wants to know of an object at one glance. Pure.
 *
 * @public
 */
export type FactsRule = (
  object: KubeObject,
  world: World,
  overlay: Overlay,
) => NodeFacts;

/**
 * What a rule may ask that tells of one object at a time.
 *
 * @public
 */
export interface InsideWorld extends World {
  /** What names an object, and how. */
  naming(object: KubeObject): ReadonlyArray<{ object: KubeObject; name: Name }>;
  /**
   * Whether its reader may be told what an object says that is in no namespace;
   * else that it is there, by its name, and no more.
   */
  readonly readsClusters: boolean;
}

/**
 * What an object is made of, asked where somebody looks at it alone. Of what may
 * be secret it tells names, never a value. Pure.
 *
 * @public
 */
export type InsideRule = (
  object: KubeObject,
  world: InsideWorld,
) => ObjectInside;

/**
 * How much is kept of objects that come without end, like events.
 *
 * @public
 */
export interface Passing {
  /** Of those that tell of the same, how many are kept: the latest. */
  most: number;
  /** After which each goes, whatever the cluster keeps. */
  maxAgeMs: number;
  /**
   * Of what it tells, and when it last did, in milliseconds since the epoch;
   * undefined where it is not kept at all. Without a time, it counts as of now.
   */
  of(object: KubeObject): { about: string; at?: number } | undefined;
}

/**
 * How a kind is watched, and what of its objects is kept.
 *
 * @public
 */
export interface Watch {
  /** The plural name, as in paths and in RBAC rules. */
  resource: string;
  /** Nothing but `metadata` is asked for, or reaches this process. */
  metadataOnly?: true;
  /**
   * What is kept beside `metadata`: paths, which run through lists by
   * themselves; nothing unless told. The values in it are struck whatever the
   * kind.
   */
  keep?: readonly string[];
  /** What is dropped of that again. */
  drop?: readonly string[];
  /** Annotations of its objects that are kept, beside those that the portal reads of all. */
  annotations?: readonly string[];
  /** What the server leaves out of lists and watches, as nobody reads it: a field selector. */
  fieldSelector?: string;
  /** Where its objects come without end; else each is kept that the cluster has. */
  passing?: Passing;
}

/**
 * All that the portal knows of a kind.
 *
 * @public
 */
export interface Kind {
  /** The API groups that may serve it, the best first; only one is watched. */
  groups: readonly [string, ...string[]];
  /** As objects say it in `kind`. */
  kind: string;
  /** What it is to a person who looks at an app. */
  category: TopologyNode['category'];
  /** Where it is watched; one that is not is known from what names it alone. */
  watch?: Watch;
  /**
   * What it has to do with who reaches whom. `decides`: a policy, or what
   * policies refer to. `subject`: policies go by its labels, ports or addresses.
   * Without either, no verdict is sure. `tells`: it says more of these.
   */
  reachability?: 'decides' | 'subject' | 'tells';
  /** Where the template of its Pods is, like `['spec', 'template']`. */
  template?: readonly string[];
  /**
   * Where it is drawn: within whatever of the app owns it, unless told. One of
   * which the kinds of owners are told (`group/Kind`) is drawn within those
   * alone, and else has a card of its own.
   */
  drawn?: 'never' | { within: readonly string[] };
  /** What else names it: of a certificate, the Secret that it fills. */
  keys?(object: KubeObject): readonly ObjectKey[];
  /** Every object that it names. */
  names?(object: KubeObject): readonly Name[];
  /** The Pods that it selects. */
  selects?(object: KubeObject): readonly Selection[];
  /** Where it is a way in from outside, how; undefined where it is none. */
  entry?(object: KubeObject): Entry | undefined;
  /**
   * The names and addresses by which an object is reached from elsewhere than its own
   * cluster's Pods: `shop.example.com`, `203.0.113.7`, or `*.example.com` for all below that.
   */
  hosts?(object: KubeObject): readonly string[];
  /**
   * Whether it is meant to run, by its spec alone; undefined where the spec
   * leaves that to people. All that another kind's health may ask of it.
   */
  wanted?(object: KubeObject): 'on' | 'off' | undefined;
  /** By its conditions where it has no rule of its own. */
  health?: SourcedRule;
  /** What is worth telling of it at one glance. */
  facts?: FactsRule;
  /** What it is made of, and how each part stands. */
  inside?: InsideRule;
}
