import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  ConsoleEnd,
  ConsoleKind,
  ConsoleRequest,
  ObjectRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What a console is of: the instance of a VM, or a container of a Pod. */
export interface ConsoleTarget {
  cluster: string;
  kind: ConsoleKind;
  object: ObjectRef & { namespace: string };
  uid: string;
  container?: string;
}

/** What somebody asks for. */
export interface Wanted extends ConsoleRequest {
  app: CompoundEntityRef;
}

/** What a ticket is for. */
export interface Ticketed {
  person: string;
  /** From where it was asked for. */
  address: string;
  wanted: Wanted;
  target: ConsoleTarget;
}

/**
 * Says what the console is of that somebody wants, where they may have it.
 *
 * @throws NotAllowedError where they may not, NotFoundError where there is no
 * such object that they are shown, InputError where it has no such console now.
 */
export type RequireTarget = (
  credentials: UserCredentials,
  wanted: Wanted,
) => Promise<ConsoleTarget>;

/** How a console went, for the audit log. */
export interface Ended {
  why: ConsoleEnd;
  seconds: number;
  /** Bytes from the person, and to them. */
  typed: number;
  shown: number;
}

/** Tells the audit log that somebody sits down, and gives what tells that they left. */
export type Journal = (
  ticketed: Ticketed,
  seat: { id: string; role: string },
) => Promise<(ended: Ended) => Promise<void>>;
