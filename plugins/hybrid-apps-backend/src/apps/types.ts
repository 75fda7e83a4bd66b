import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
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

/** Takes an object into an app, unless it is there for another reason already. */
export type Add = (
  object: KubeObject,
  reason: Evidence,
  entityRef?: string,
) => void;

/**
 * Something that a member names and that is not in the store: a Secret, which
 * is never read, or an object that does not exist or may not be read.
 */
export interface Reference extends ObjectName {
  cluster: string;
  id: string;
  apiVersion: string;
  reason: Evidence;
  entityRef?: string;
  /** All that name it can do without. */
  isOptional?: true;
}

/** A workload's use of something by name (a volume, a configuration, a network), or a policy's hold on a workload. */
export interface Use {
  source: string;
  target: string;
  relation: 'mounts' | 'uses' | 'attaches' | 'applies-to';
  evidence: Evidence;
}

/** The policies of any dialect that apply to a workload, by its topology id. */
export type PoliciesOn = (workload: string) => readonly ObjectName[];

/** All that belongs to an app, before anyone draws it. */
export interface AppMembers {
  entityRef: string;
  members: readonly Member[];
  references: readonly Reference[];
  uses: readonly Use[];
  /** Dependencies that the catalog declares, by entity reference. */
  dependencies: ReadonlyArray<{ source: string; target: string }>;
}
