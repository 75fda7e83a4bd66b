import {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { Dispatcher } from 'undici';
import type { WebSocket } from 'ws';
import { isRecord } from '@hybrid-apps/network-policy';
import { Connection, createConnectionPool } from './connection';
import { KubeConnectionError, KubeStatusError } from './errors';
import { explain, isUnconnected } from './explain';
import { impersonationHeaders } from './identity';
import { createLineSplitter } from './lines';
import { createListParser } from './listParser';
import { readText } from './readText';
import { openSocket, SocketRefused } from './socket';
import { toStatusError } from './status';
import {
  KubeClient,
  KubeListRequest,
  KubeRequest,
  KubeResponse,
  KubeSocketRequest,
  KubeSockets,
  KubeStreamRequest,
  KubeWatchRequest,
  WatchEvent,
} from './types';

const DEFAULT_TIMEOUT_MS = 30_000;
/** An object is of a few megabytes at most, and so is all that a cluster serves. Lists are read in parts. */
const DEFAULT_MAX_BYTES = 32 * 2 ** 20;
/** An API server sends a bookmark about once a minute; two may go missing. */
const DEFAULT_IDLE_TIMEOUT_MS = 150_000;

/** A client and its sockets, for the one who made it. */
export interface ClosableKubeClient extends KubeClient, KubeSockets {
  close(): Promise<void>;
}

/** Whom errors speak of. */
const SERVER = {
  called: 'the API server',
  ca: "the cluster's caData or caFile",
};

function toQuery(query: KubeRequest['query'] = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, String(value)]],
    ),
  );
}

function encodeBody(body: unknown): string | undefined {
  return body === undefined || typeof body === 'string'
    ? body
    : JSON.stringify(body);
}

function isSame(a: KubernetesCredential, b: KubernetesCredential): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isJson = ({ headers }: Dispatcher.ResponseData): boolean =>
  String(headers['content-type'] ?? '').startsWith('application/json');

function parseEvent(
  line: string,
): WatchEvent | { type: 'ERROR'; object: unknown } {
  const event = parseJson(line);
  if (isRecord(event)) {
    const { type, object } = event;
    switch (type) {
      case 'ADDED':
      case 'MODIFIED':
      case 'DELETED':
      case 'BOOKMARK':
      case 'ERROR':
        return { type, object };
      default:
    }
  }
  throw new Error('the watch held a line that is no event');
}

/**
 * A {@link KubeClient} for one cluster. Both its details and its credential
 * are asked for again with each request, so that what changes takes effect.
 */
export function createKubeClient(options: {
  cluster: () => ClusterDetails;
  credential: (cluster: ClusterDetails) => Promise<KubernetesCredential>;
}): ClosableKubeClient {
  const { name } = options.cluster();
  const pool = createConnectionPool();

  interface Call extends KubeRequest {
    /** By which it bears somebody. */
    identity: Record<string, string | string[]>;
    /** Longest silence within the body. */
    bodyTimeoutMs: number;
  }

  const failed = (
    call: Pick<Call, 'method' | 'path'>,
    error: unknown,
    isUnsent = isUnconnected(error),
  ) =>
    new KubeConnectionError({
      cluster: name,
      method: call.method,
      path: call.path,
      message: explain(error, SERVER),
      isUnsent,
      cause: error,
    });

  async function attempt(
    call: Call,
    { agent, origin, basePath, headers }: Connection,
  ): Promise<Dispatcher.ResponseData> {
    const { method, path, signal, timeoutMs = DEFAULT_TIMEOUT_MS } = call;
    const body = encodeBody(call.body);
    return agent.request({
      origin,
      path: `${basePath}${path}`,
      query: toQuery(call.query),
      method,
      headers: {
        ...headers,
        ...call.identity,
        accept: call.accept ?? 'application/json',
        ...(body !== undefined && {
          'content-type': call.contentType ?? 'application/json',
        }),
      },
      body,
      signal,
      headersTimeout: timeoutMs,
      bodyTimeout: call.bodyTimeoutMs,
    });
  }

  /** Any answer at all; the caller reads its body. */
  async function send(call: Call): Promise<Dispatcher.ResponseData> {
    let isAsking = false;
    try {
      const cluster = options.cluster();
      const credential = await options.credential(cluster);
      const connection = await pool.connect(cluster, credential);
      isAsking = true;
      const answer = await attempt(call, connection);
      if (answer.statusCode !== 401) {
        return answer;
      }
      // A token that expired meanwhile: the server has done nothing yet.
      isAsking = false;
      const renewed = await options.credential(cluster);
      if (isSame(renewed, credential)) {
        return answer;
      }
      await answer.body.dump();
      const again = await pool.connect(cluster, renewed);
      isAsking = true;
      return await attempt(call, again);
    } catch (error) {
      call.signal?.throwIfAborted();
      throw failed(call, error, !isAsking || isUnconnected(error));
    }
  }

  async function readBody(
    call: Call,
    answer: Dispatcher.ResponseData,
  ): Promise<unknown> {
    try {
      const { maxBytes = DEFAULT_MAX_BYTES } = call;
      const text = await readText(answer.body, maxBytes);
      return isJson(answer) ? JSON.parse(text) : text || undefined;
    } catch (error) {
      call.signal?.throwIfAborted();
      throw failed(call, error);
    }
  }

  async function refuse(
    call: Call,
    answer: Dispatcher.ResponseData,
  ): Promise<never> {
    const retryAfter = answer.headers['retry-after'];
    throw toStatusError({
      cluster: name,
      method: call.method,
      path: call.path,
      httpStatus: answer.statusCode,
      body: await readBody(call, answer),
      as: call.as?.user,
      ...(typeof retryAfter === 'string' && { retryAfter }),
    });
  }

  async function* items(
    call: Call,
    answer: Dispatcher.ResponseData,
  ): AsyncGenerator<unknown[], unknown> {
    const list = createListParser();
    try {
      if (!isJson(answer)) {
        await answer.body.dump();
        return undefined;
      }
      for await (const part of answer.body) {
        yield list.push(part);
      }
      return list.end();
    } catch (error) {
      call.signal?.throwIfAborted();
      throw failed(call, error);
    }
  }

  const isSuccess = ({ statusCode }: Dispatcher.ResponseData) =>
    statusCode >= 200 && statusCode < 300;

  async function* events(
    call: Call,
    answer: Dispatcher.ResponseData,
  ): AsyncGenerator<WatchEvent, void> {
    const lines = createLineSplitter();
    try {
      for await (const part of answer.body) {
        for (const line of lines.push(part)) {
          const event = parseEvent(line);
          if (event.type === 'ERROR') {
            throw toStatusError({
              cluster: name,
              method: call.method,
              path: call.path,
              httpStatus: answer.statusCode,
              body: event.object,
            });
          }
          yield event;
        }
      }
      if (lines.rest() !== '') {
        throw new Error('the watch was cut within a line');
      }
    } catch (error) {
      call.signal?.throwIfAborted();
      throw error instanceof KubeStatusError ? error : failed(call, error);
    }
  }

  async function* parts(
    call: Call,
    answer: Dispatcher.ResponseData,
  ): AsyncGenerator<Uint8Array, void> {
    try {
      yield* answer.body;
    } catch (error) {
      call.signal?.throwIfAborted();
      throw failed(call, error);
    }
  }

  return {
    cluster: name,

    async request(request: KubeRequest): Promise<KubeResponse> {
      const { timeoutMs = DEFAULT_TIMEOUT_MS } = request;
      const call = {
        ...request,
        identity: impersonationHeaders(request.as),
        bodyTimeoutMs: timeoutMs,
      };
      const answer = await send(call);
      if (!isSuccess(answer)) {
        return refuse(call, answer);
      }
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: await readBody(call, answer),
      };
    },

    async list(request: KubeListRequest) {
      const { timeoutMs = DEFAULT_TIMEOUT_MS } = request;
      const call: Call = {
        ...request,
        method: 'GET',
        identity: {},
        bodyTimeoutMs: timeoutMs,
      };
      const answer = await send(call);
      if (!isSuccess(answer)) {
        return refuse(call, answer);
      }
      return items(call, answer);
    },

    async watch(request: KubeWatchRequest) {
      const {
        idleTimeoutMs = DEFAULT_IDLE_TIMEOUT_MS,
        query,
        ...rest
      } = request;
      const call: Call = {
        ...rest,
        query: { ...query, watch: true },
        method: 'GET',
        identity: {},
        bodyTimeoutMs: idleTimeoutMs,
      };
      const answer = await send(call);
      if (!isSuccess(answer)) {
        return refuse(call, answer);
      }
      return events(call, answer);
    },

    async openSocket(request: KubeSocketRequest): Promise<WebSocket> {
      const call = { method: 'GET' as const, ...request };
      const identity = impersonationHeaders(request.as);
      const cluster = options.cluster();
      const attemptWith = async (credential: KubernetesCredential) =>
        openSocket(await pool.connect(cluster, credential), request, identity);
      try {
        const credential = await options.credential(cluster);
        try {
          return await attemptWith(credential);
        } catch (error) {
          const renewed =
            error instanceof SocketRefused &&
            error.status === 401 &&
            (await options.credential(cluster));
          if (!renewed || isSame(renewed, credential)) {
            throw error;
          }
          return await attemptWith(renewed);
        }
      } catch (error) {
        request.signal?.throwIfAborted();
        if (!(error instanceof SocketRefused)) {
          throw failed(call, error);
        }
        throw toStatusError({
          cluster: name,
          method: call.method,
          path: call.path,
          httpStatus: error.status,
          body: parseJson(error.text) ?? error.text,
          as: request.as?.user,
        });
      }
    },

    async stream({ idleTimeoutMs, ...rest }: KubeStreamRequest) {
      const call: Call = {
        ...rest,
        method: 'GET',
        identity: impersonationHeaders(rest.as),
        bodyTimeoutMs: idleTimeoutMs,
      };
      const answer = await send(call);
      if (!isSuccess(answer)) {
        return refuse(call, answer);
      }
      return parts(call, answer);
    },

    close: () => pool.close(),
  };
}
