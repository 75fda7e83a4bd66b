import { IncomingHttpHeaders, ServerResponse } from 'http';
import { Clock } from '../controllers/types';
import { ConsoleLines, Guest, Line } from '../consoles';
import { FaultState } from '../faults';
import { KindDef } from '../kinds';
import { AccountTokens, Attributes, User } from '../rbac';
import { Store, StoreInternals } from '../store';
import { Representation } from './negotiate';

/** One request, its body read. */
export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  user: User;
}

export type Reply =
  | { status: number; json: object; contentType?: string; warnings?: string[] }
  | { status: number; text: string }
  | { status: number; bytes: Buffer; contentType: string }
  /** No body. */
  | { status: number }
  /** Writes to the response itself, until the client goes or it is done. */
  | { stream(response: ServerResponse): void }
  /** Goes on as a WebSocket. */
  | { console: Console };

/** A console that a client may open. */
export interface Console {
  /** What it is of, as the open ones are told apart. */
  target: string;
  /** Whether it closes another of the same. */
  isAlone: boolean;
  /** The subprotocols that are spoken, the best first. */
  protocols: string[];
  start(line: Line): Guest;
  /** Whether what it is of still runs. */
  isThere(): boolean;
}

/** What the handlers work with. */
export interface ApiContext {
  name: string;
  store: Store & StoreInternals;
  clock: Clock;
  faults: FaultState;
  streams: StreamRegistry;
  consoles: ConsoleLines;
  accountTokens: AccountTokens;
  /** Throws a 403 for what the user may not. */
  authorize(user: User, attributes: Attributes): void;
}

/** The streams that are open, for faults to cut. */
export interface StreamRegistry {
  add(response: ServerResponse): void;
  cut(midLine: boolean): void;
}

/** A resource that a URL names. */
export interface ResourceTarget {
  def: KindDef;
  version: string;
  /** Of a namespaced kind; absent where the URL spans all namespaces. */
  namespace?: string;
  name?: string;
  subresource?: string;
}

export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** How a client wants to see what it asked for. */
export interface View {
  def: KindDef;
  version: string;
  representation: Representation;
  /** What each row of a Table carries of its object. */
  includeObject: IncludeObject;
  /** Milliseconds since the epoch, for ages. */
  now(): number;
}

/** A resource as discovery lists it, whatever the form. */
export interface Resource {
  name: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  /** `null` where the server behind does not say, as virt-api does not. */
  verbs: readonly string[] | null;
  shortNames: readonly string[];
  categories: readonly string[];
  /** Where it is not the group and version that it is listed under. */
  group?: string;
  version?: string;
}
