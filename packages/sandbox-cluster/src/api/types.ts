import { IncomingHttpHeaders, ServerResponse } from 'http';
import { Clock } from '../controllers/types';
import { FaultState } from '../faults';
import { KindDef } from '../kinds';
import { AccountTokens, Attributes, User } from '../rbac';
import { Store, StoreInternals } from '../store';

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
  | { stream(response: ServerResponse): void };

/** What the handlers work with. */
export interface ApiContext {
  name: string;
  store: Store & StoreInternals;
  clock: Clock;
  faults: FaultState;
  streams: StreamRegistry;
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
