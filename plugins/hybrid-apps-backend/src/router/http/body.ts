import { InputError, toError } from '@backstage/errors';
import express, { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { createTurns } from '../../unhurried';

/**
 * How much of a body each route reads, by the end of its path: the manifests of
 * a whole app to apply, policies to preview, and elsewhere names alone.
 */
const LIMITS: ReadonlyArray<{ path: RegExp; kilobytes: number }> = [
  { path: /\/apply\/?$/, kilobytes: 5_000 },
  { path: /\/policy\/preview\/?$/, kilobytes: 500 },
  { path: /$/, kilobytes: 250 },
];

/** Manifests are some twenty deep. */
const MAX_DEPTH = 100;

/**
 * Fields and items of a body: some hundreds for each of the two hundred manifests
 * that may be applied at once. All that is done with a body takes time by these,
 * and hardly by how long its texts are.
 */
const MAX_ENTRIES = 50_000;

const [QUOTE, BACKSLASH, COMMA] = Buffer.from('"\\,');
const [LIST, OBJECT, LIST_END, OBJECT_END] = Buffer.from('[{]}');

/** Where a text of JSON ends that begins here. */
function endOfText(body: Buffer, from: number): number {
  let at = from + 1;
  while (at < body.length && body[at] !== QUOTE) {
    at += body[at] === BACKSLASH ? 2 : 1;
  }
  return at;
}

/** What a JSON text has too much of, found in one pass; undefined where it may be read. */
function excessOf(body: Buffer): string | undefined {
  let depth = 0;
  let entries = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === QUOTE) {
      at = endOfText(body, at);
    } else if (byte === LIST || byte === OBJECT) {
      depth++;
      entries++;
    } else if (byte === LIST_END || byte === OBJECT_END) {
      depth--;
    } else if (byte === COMMA) {
      entries++;
    }
    if (depth > MAX_DEPTH) {
      return `it has objects or lists more than ${MAX_DEPTH} deep in each other; no manifest needs that.`;
    }
    if (entries > MAX_ENTRIES) {
      return `it has more than ${MAX_ENTRIES} fields and items. Send fewer or smaller objects at once.`;
    }
  }
  return undefined;
}

/**
 * Whether a text or a key of a parsed body has half a character, as `"\\ud800"`
 * makes one. It cannot be written in UTF-8, and so goes nowhere. RFC 7493,
 * section 2.1.
 */
function hasHalfCharacter(value: unknown): boolean {
  if (typeof value === 'string') {
    return /\p{Cs}/u.test(value);
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Array.isArray(value)
    ? value.some(hasHalfCharacter)
    : Object.entries(value).some(entry => entry.some(hasHalfCharacter));
}

/** What body-parser says of a body that it does not take. */
const refusal = z.object({ type: z.string(), message: z.string() });

/** The reason to tell, and what to do about it. */
function explain(error: unknown, kilobytes: number): unknown {
  const parsed = refusal.safeParse(error);
  switch (parsed.data?.type) {
    case 'entity.too.large':
      return new InputError(
        `The body is longer than the ${kilobytes} kB that are read here. Send fewer or shorter objects at once.`,
      );
    case 'encoding.unsupported':
      return new InputError(`The body is not read: ${parsed.data?.message}`);
    default:
      return error;
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new InputError(`The body is no JSON: ${toError(error).message}`);
  }
}

/** @throws InputError where it is no JSON, or has too much of something */
function parseBody(body: Buffer): unknown {
  const excess = excessOf(body);
  if (excess) {
    throw new InputError(`The body is not read: ${excess}`);
  }
  const parsed = parseJson(body);
  if (hasHalfCharacter(parsed)) {
    throw new InputError(
      'The body is not read: it has half of a surrogate pair, which is no character.',
    );
  }
  return parsed;
}

/** RFC 8259, section 8.1. */
const isUtf8 = (contentType: string) =>
  !/;\s*charset\s*=\s*(?!"?utf-8\b)/i.test(contentType);

/**
 * Reads the JSON body of a request, up to what its route takes. Length, depth
 * and the number of entries are held against their limits before anything is
 * made of it. Each request has a turn of the event loop of its own from there,
 * with a body or without: others have theirs in between, however many come at once.
 */
export function readBody(): RequestHandler {
  const turn = createTurns();
  const readers = LIMITS.map(({ path, kilobytes }) => ({
    path,
    kilobytes,
    read: express.raw({ type: 'application/json', limit: kilobytes * 1_000 }),
  }));

  async function parse(req: Request): Promise<void> {
    await turn();
    const body: unknown = req.body;
    if (!Buffer.isBuffer(body)) {
      return;
    }
    if (!isUtf8(req.headers['content-type'] ?? '')) {
      throw new InputError('The body is not read: JSON is written in UTF-8.');
    }
    req.body = parseBody(body);
  }

  return (req, res, next) => {
    const { kilobytes, read } =
      readers.find(({ path }) => path.test(req.path)) ??
      readers[readers.length - 1];
    read(req, res, error => {
      if (error) {
        next(explain(error, kilobytes));
      } else {
        parse(req).then(() => next(), next);
      }
    });
  };
}
