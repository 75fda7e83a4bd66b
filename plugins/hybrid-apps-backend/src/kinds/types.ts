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
>;

/** How well an object is. */
export interface Health {
  state: HealthState;
  /** One word of the platform's own, like `CrashLoopBackOff`. */
  reason?: string;
  message?: string;
  /** Since when, in ISO 8601. */
  since?: string;
}

/** Judges an object by itself and by what the cluster says of what belongs to it. Pure. */
export type HealthRule = (object: KubeObject, world: World) => Health;

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
   * Whether it is drawn where something of the app owns it, or where nothing
   * does: with its owner unless told.
   */
  drawn?: 'never' | 'beside-owner';
  /** By its conditions where it has no rule of its own. */
  health?: HealthRule;
  facts?: FactsRule;
}

/** Kinds of one group that are alike. */
export const kindsOf = (
  groups: Kind['groups'],
  kinds: readonly string[],
  alike: Omit<Kind, 'groups' | 'kind'>,
): Kind[] => kinds.map(kind => ({ groups, kind, ...alike }));
