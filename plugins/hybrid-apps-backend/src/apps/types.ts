import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Relation } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { KubeObject } from '../clusters';
import { ObjectName } from '../objects';

/** An object that belongs to an app, and why. */
export interface Member {
  cluster: string;
  id: string;
  object: KubeObject;
  reason: Evidence;
  /** The Component or Resource that it belongs to, where one is registered. */
  entityRef?: string;
}

/**
 * Something that a member names and that is not in the store: a Secret, which
 * is never read, an owner of a kind that is not watched, or an object that does
 * not exist or may not be read.
 */
export interface Reference extends ObjectName {
  cluster: string;
  id: string;
  apiVersion: string;
  reason: Evidence;
  entityRef?: string;
  /** All that name it can do without. */
  isOptional?: true;
  /** It owns a member, so it is there. */
  isOwner?: true;
}

/** How one member stands to another, or to a reference. */
export interface Link {
  source: string;
  target: string;
  relation: Exclude<Relation, 'tells' | 'grants'> | 'owns';
  evidence: Evidence;
  /** As the source writes them. */
  ports?: string;
  /** Of a wire: those that its configuration names; all of the Service where it names none. */
  wiredPorts?: readonly number[];
}

/** All that belongs to an app, before anyone draws it. */
export interface AppMembers {
  entityRef: string;
  members: readonly Member[];
  references: readonly Reference[];
  links: readonly Link[];
  /** The clusters on which there is more than is looked at. */
  cut: readonly string[];
  /** Dependencies that the catalog declares, by entity reference. */
  dependencies: ReadonlyArray<{ source: string; target: string }>;
}
