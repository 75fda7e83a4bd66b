import { Person } from '../../impersonation';
import { ObjectRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Asked } from './asked';

/** An object that a task created, or may have. */
export interface Entry {
  id: string;
  cluster: string;
  object: ObjectRef;
  /** The field manager of the call that was to create it. */
  manager: string;
  /** Absent where the cluster's answer is not there, or not there yet. */
  uid?: string;
  /** Who asked, and all whom they spoke for then, where it was created in their name. */
  person?: Person;
}

/**
 * Whose tasks of a name are meant. A user's are all that they asked for, be it
 * through a service; a service's are those that it asked for in this user's
 * name, or in its own where there is none.
 */
export type Whose = { task: string } & (
  | { user: string; service?: undefined }
  | { user?: string; service: string }
);

/** A task of the scaffolder of which something stands in the ledger. */
export interface OpenTask {
  task: string;
  /** Who started it; absent where a service did. */
  user?: string;
}

/** One call that creates, for a task. */
export interface Call {
  task: string;
  /** The field manager of what it creates, and of nothing else. */
  manager: string;
}

/** What is written into the ledger of what one caller creates on one cluster. */
export interface Journal {
  /** Notes what a call is about to create, before it does. */
  begin(call: Call, objects: readonly ObjectRef[]): Promise<void>;
  /**
   * Notes the answer of the cluster.
   *
   * @returns whether the object may stay: not where its task was undone meanwhile
   */
  answered(call: Call, object: ObjectRef, uid: string): Promise<boolean>;
  /** Strikes out what a call took back, all but what may be left of it. */
  tookBack(call: Call, left: readonly ObjectRef[]): Promise<void>;
}

/** What tasks that are not done created, by task and by who asked. */
export interface Ledger {
  /** @param of.ownershipEntityRefs - of who asked, where the cluster is written to in their name */
  journal(of: {
    cluster: string;
    asked: Asked;
    ownershipEntityRefs?: readonly string[];
  }): Journal;
  /** In the order of writing. */
  read(whose: Whose): Promise<Entry[]>;
  /** Strikes out what is gone, or was never this entry's object. */
  strike(entry: Entry): Promise<void>;
  /** The tasks that the scaffolder has to look after. */
  openTasks(): Promise<OpenTask[]>;
  /** Strikes out all of a task of the scaffolder: what it created is there to stay. */
  close(task: OpenTask): Promise<void>;
}
