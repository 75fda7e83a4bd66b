import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Terms } from '../openings';
import { Fields } from './fields';
import { Pod } from './pods';
import { Found } from './reading';

/** All that is created at once in one namespace. */
export interface App {
  namespace: string;
  /** What has the label of an app says which: its values on the Pods that are created. */
  partOf: ReadonlySet<string>;
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
