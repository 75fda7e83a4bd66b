import type { WebSocket } from 'ws';
import { ServedKind } from '../types';

/** Somebody whom a request bears in place of the portal, as the cluster knows them. */
export interface KubeIdentity {
  user: string;
  groups: readonly string[];
}

/** @see {@link KubeClient.request} */
export interface KubeRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the API server's root, like `/apis/apps/v1/deployments`; see {@link resourcePath}. */
  path: string;
  /** Undefined values are left out. */
  query?: Record<string, string | number | boolean | undefined>;
  /** Sent as JSON, except a string, which is sent as it is. */
  body?: unknown;
  /** `application/json` unless told; `application/apply-patch+yaml` for server-side apply. */
  contentType?: string;
  /** `application/json` unless told. KubeVirt's subresources want `*\/*`. */
  accept?: string;
  /** Whom the request bears; the portal's own account unless told. A watch bears nobody. */
  as?: KubeIdentity;
  signal?: AbortSignal;
  /** Longest wait for the answer's head, and between two parts of its body, in milliseconds. */
  timeoutMs?: number;
  /** Longest body of the answer, in bytes: it is held, and parsed in one go. */
  maxBytes?: number;
}

export interface KubeResponse {
  /** From 200 to 299. */
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** What JSON said; the text where the answer was not JSON; undefined where it was empty. */
  body: unknown;
}

/** @see {@link KubeClient.list} */
export type KubeListRequest = Pick<
  KubeRequest,
  'path' | 'query' | 'accept' | 'signal' | 'timeoutMs'
>;

/** @see {@link KubeClient.watch} */
export interface KubeWatchRequest {
  /** The path of a list, like `/api/v1/pods`. */
  path: string;
  query?: KubeRequest['query'];
  accept?: string;
  signal?: AbortSignal;
  /** Longest silence before the watch counts as dead, in milliseconds. */
  idleTimeoutMs?: number;
}

/** @see {@link KubeClient.stream} */
export interface KubeStreamRequest
  extends Pick<KubeRequest, 'path' | 'query' | 'accept' | 'as' | 'signal'> {
  /** Longest silence within the body, in milliseconds; of a log there may be long ones. */
  idleTimeoutMs: number;
}

export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: unknown;
}

/** @see {@link KubeSockets.openSocket} */
export interface KubeSocketRequest
  extends Pick<KubeRequest, 'path' | 'as' | 'signal'> {
  /** Several values of one name are sent one after the other. */
  query?: Record<string, string | boolean | readonly string[]>;
  /** The subprotocols that are spoken, the best first. */
  protocols: readonly string[];
}

/**
 * Talks to one API server, with credentials that are read anew for each
 * request.
 */
export interface KubeClient {
  /** The cluster's name, as errors tell it. */
  readonly cluster: string;
  /**
   * @throws KubeStatusError where the server answered with anything but 2xx.
   * @throws KubeConnectionError where it did not answer.
   */
  request(request: KubeRequest): Promise<KubeResponse>;
  /**
   * Asks for a list, or a page of one. The promise is kept once the server has
   * begun to answer; the items come as they arrive, some at a time, and at the
   * end the list's metadata, undefined where the answer is no list. Leaving the
   * loop ends the request.
   *
   * Both the promise and the loop throw KubeStatusError where the server
   * refused, and KubeConnectionError where the answer broke off or is no JSON.
   */
  list(request: KubeListRequest): Promise<AsyncGenerator<unknown[], unknown>>;
  /**
   * Begins a watch. The promise is kept once the server has taken it; its
   * events come until the server ends it. Leaving the loop ends the request.
   *
   * Both the promise and the loop throw
   * KubeStatusError where the server refused, or sent an ERROR event, and
   * KubeConnectionError where the stream broke, fell silent for
   * `idleTimeoutMs`, or held a line that is no event.
   */
  watch(request: KubeWatchRequest): Promise<AsyncGenerator<WatchEvent, void>>;
  /**
   * Asks for a body of any length, like a log, as the bytes that arrive. No more
   * of it is read than is taken, so that who reads slowly holds the server back;
   * leaving the loop, or `signal`, ends the request.
   *
   * Both the promise and the loop throw KubeStatusError where the server
   * refused, and KubeConnectionError where the stream broke.
   */
  stream(request: KubeStreamRequest): Promise<AsyncGenerator<Uint8Array, void>>;
}

/** Opens WebSockets to one API server, with the same credentials. */
export interface KubeSockets {
  /**
   * Opens a WebSocket to a subresource, like the console of a VM. It is paused
   * until whoever asked for it listens and resumes it.
   *
   * @throws KubeStatusError where the server refused
   * @throws KubeConnectionError where it did not answer
   */
  openSocket(request: KubeSocketRequest): Promise<WebSocket>;
}

/**
 * The path of a resource: a list of it without `name`, over all namespaces
 * without `namespace`. Every part is escaped.
 */
export function resourcePath(
  kind: Pick<ServedKind, 'group' | 'version' | 'plural'>,
  target: { namespace?: string; name?: string; subresource?: string } = {},
): string {
  const { namespace, name, subresource } = target;
  const parts = [
    ...(kind.group ? ['apis', kind.group] : ['api']),
    kind.version,
    ...(namespace ? ['namespaces', namespace] : []),
    kind.plural,
    ...(name ? [name] : []),
    ...(subresource ? [subresource] : []),
  ];
  return `/${parts.map(encodeURIComponent).join('/')}`;
}
