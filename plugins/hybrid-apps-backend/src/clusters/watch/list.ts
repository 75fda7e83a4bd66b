import {
  setImmediate as nextTurn,
  setTimeout as sleep,
} from 'node:timers/promises';
import { z } from 'zod';
import { KubeStatusError } from '../client/errors';
import { KubeClient, KubeListRequest, resourcePath } from '../client/types';
import { KindTable } from '../kinds/kindTable';
import { KubeObject, ServedKind } from '../types';

const metadataSchema = z.object({
  resourceVersion: z.string().default(''),
  continue: z.string().optional(),
});

const asMetadata = (kind: string) =>
  `application/json;as=${kind};g=meta.k8s.io;v=v1`;

/**
 * So often is a page asked for again that a busy server puts off.
 *
 * Source: client-go, rest/request.go, `maxRetries`.
 */
const MAX_RETRIES = 10;

/** What to list or watch, and how much of it. */
export interface ListTarget {
  kind: ServedKind;
  /** All namespaces where there is none. */
  namespace?: string;
  metadataOnly?: boolean;
  /** What the server is to leave out. */
  fieldSelector?: string;
}

/** The media type to ask a list, or the events of a watch, for. */
export function acceptFor(target: ListTarget, verb: 'list' | 'watch'): string {
  if (!target.metadataOnly) {
    return 'application/json';
  }
  return asMetadata(
    verb === 'list' ? 'PartialObjectMetadataList' : 'PartialObjectMetadata',
  );
}

/** The type that objects of a kind are kept under. */
export function typeOf({ group, version, kind }: ServedKind) {
  return { apiVersion: group ? `${group}/${version}` : version, kind };
}

const isExpired = (error: unknown) =>
  error instanceof KubeStatusError && error.code === 410;

/** A kind as it was at one moment. */
export interface Listing {
  /** From which a watch goes on. */
  resourceVersion: string;
  /** Of the objects that were there. */
  uids: ReadonlySet<string>;
}

/**
 * Asks for a page until a server that is busy has the time for it, so that the
 * pages before it are not lost: of a list of a thousand pages, one is put off
 * in most attempts.
 */
async function requestPatiently(
  client: KubeClient,
  request: KubeListRequest,
): ReturnType<KubeClient['list']> {
  for (let retries = 0; ; retries++) {
    try {
      return await client.list(request);
    } catch (error) {
      const wait =
        error instanceof KubeStatusError ? error.retryAfterMs : undefined;
      if (
        wait === undefined ||
        wait > (request.timeoutMs ?? Infinity) ||
        retries >= MAX_RETRIES
      ) {
        throw error;
      }
      await sleep(wait, undefined, { signal: request.signal });
    }
  }
}

/**
 * A list that the server forgets before its end begins again with pages that
 * are so many times as large. Never in one go: that of a large cluster would be
 * more than a string of JavaScript holds.
 *
 * Source: Kubernetes API Concepts, Retrieving large results sets in chunks.
 */
const ENLARGE = 10;

/**
 * Lists a kind page by page, and hands its objects on as they stream in. Where the
 * server forgets the list before its end (410), it is read again in less pages;
 * what was handed on before may then be missing from `uids`.
 */
export async function listPages(options: {
  client: KubeClient;
  project: KindTable['project'];
  target: ListTarget;
  pageSize: number;
  /** All where it is not told. */
  maxPages?: number;
  timeoutMs?: number;
  signal?: AbortSignal;
  onObjects: (objects: KubeObject[]) => void;
}): Promise<Listing> {
  const { client, project, target, timeoutMs, signal, onObjects } = options;
  const { maxPages = Infinity } = options;
  const { kind, namespace, fieldSelector } = target;
  const type = typeOf(kind);
  const path = resourcePath(kind, { namespace });
  const uids = new Set<string>();

  async function readPage(limit: number, token?: string) {
    const request: KubeListRequest = {
      path,
      query: { fieldSelector, limit, continue: token },
      accept: acceptFor(target, 'list'),
      timeoutMs,
      signal,
    };
    const items = await (token
      ? requestPatiently(client, request)
      : client.list(request));
    let part = await items.next();
    for (; !part.done; part = await items.next()) {
      const objects = part.value.flatMap(item => {
        const object = project(item, type);
        return object ? [object] : []; // a cluster has no object without name and uid
      });
      objects.forEach(object => uids.add(object.metadata.uid));
      onObjects(objects);
      await nextTurn(); // parts that are there already come without one
      signal?.throwIfAborted();
    }
    const metadata = metadataSchema.safeParse(part.value);
    if (!metadata.success) {
      throw new Error(
        `Cluster '${client.cluster}' answered GET ${path} with something that is no list; is its URL that of an API server?`,
      );
    }
    return metadata.data;
  }

  let { pageSize } = options;
  let page = await readPage(pageSize);
  for (let pages = 1; page.continue && pages < maxPages; pages++) {
    try {
      page = await readPage(pageSize, page.continue);
    } catch (error) {
      if (!isExpired(error)) {
        throw error;
      }
      uids.clear();
      pageSize *= ENLARGE;
      page = await readPage(pageSize);
    }
  }
  return { resourceVersion: page.resourceVersion, uids };
}
