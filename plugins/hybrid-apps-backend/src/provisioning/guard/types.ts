import {
  LABEL_PART_OF,
  Manifest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Terms } from '../openings';
import { Fields } from './fields';
import { Pod } from './pods';
import { Found } from './reading';

/**
 * The labels that an app and its instance are known by, and no other; names and
 * components repeat.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export const IDENTIFYING = [
  LABEL_PART_OF,
  'app.kubernetes.io/instance',
] as const;

/** All that is created at once in one namespace. */
export interface App {
  namespace: string;
  /** What tells its Pods from others: each `label=value` of {@link IDENTIFYING} on one that is created. */
  marks: ReadonlySet<string>;
  serviceAccounts: ReadonlySet<string>;
  /** `group/Kind/name` of each. */
  objects: ReadonlySet<string>;
}

/** One manifest, as the rules see it. */
export interface Subject {
  manifest: Manifest;
  /** `group/Kind`. */
  kind: string;
  app: App;
  terms: Terms;
  /** The templates of containers' Pods that it has. */
  pods(): readonly Pod[];
  /** What stands wherever in it. */
  fields(): Fields;
}

/** A line of the table. */
export interface Rule {
  name: string;
  /** What says that, and why, it is refused. */
  source: string;
  /** `group/Kind` of what it looks at; all where there is none. */
  kinds?: readonly string[];
  find(subject: Subject): Iterable<Found>;
}
