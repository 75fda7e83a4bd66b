import {
  Health as HealthState,
  NodeFacts,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';

/**
 * What a rule may ask of the cluster that an object is on. What it says hangs
 * on no more than what it asked, so there is no list of a whole kind.
 */
export type World = Pick<
  ClusterStore,
  'name' | 'get' | 'listByLabel' | 'listOwnedBy' | 'knowledge'
> & {
  /** The objects of a kind in one namespace. */
  list(query: {
    group: string;
    kind: string;
    namespace: string;
  }): readonly KubeObject[];
};

/** How well an object is: for the pages, for history, and for a task that waits. */
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

/** Judges an object by itself and by what the cluster says of what belongs to it. Pure. */
export type HealthRule = (object: KubeObject, world: World) => Health;

/** A rule, and the specification that it follows: a section, or a file of the project whose kind it is. */
export interface SourcedRule {
  judge: HealthRule;
  source: string;
}

/** What policy adds to the facts of an object. */
export interface Overlay {
  /** Names of secondary networks that MultiNetworkPolicies cover; undefined where that is not known. */
  coveredNetworks?: ReadonlySet<string>;
}

/** What a person wants to know of an object at one glance. Pure. */
export type FactsRule = (
  object: KubeObject,
  world: World,
  overlay: Overlay,
) => NodeFacts;

/** All that the portal knows of a kind. */
export interface Kind {
  /** The API groups that may serve it. */
  groups: readonly [string, ...string[]];
  kind: string;
  /** What it is to a person who looks at an app. */
  category: TopologyNode['category'];
  /**
   * Where it is drawn: within whatever of the app owns it, unless told. One of
   * which the kinds of owners are told (`group/Kind`) is drawn within those
   * alone, and else has a card of its own.
   */
  drawn?: 'never' | { within: readonly string[] };
  /**
   * Whether it is meant to run, by its spec alone; undefined where the spec
   * leaves that to people. All that another kind's health may ask of it.
   */
  wanted?: (object: KubeObject) => 'on' | 'off' | undefined;
  /** By its conditions where it has no rule of its own. */
  health?: SourcedRule;
  facts?: FactsRule;
}

/** Kinds of one group that are alike. */
export const kindsOf = (
  groups: Kind['groups'],
  kinds: readonly string[],
  alike: Omit<Kind, 'groups' | 'kind'>,
): Kind[] => kinds.map(kind => ({ groups, kind, ...alike }));
