import { InputError } from '@backstage/errors';
import express, { RequestHandler } from 'express';
import { z } from 'zod';

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

const OPENING = [...Buffer.from('[{')];
const CLOSING = [...Buffer.from(']}')];
const [QUOTE, BACKSLASH] = Buffer.from('"\\');

/** Whether a JSON text has more objects and lists within each other than this, in one pass. */
function isDeeperThan(limit: number, body: Buffer): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (isText) {
      if (byte === BACKSLASH) {
        at++;
      } else if (byte === QUOTE) {
        isText = false;
      }
    } else if (byte === QUOTE) {
      isText = true;
    } else if (OPENING.includes(byte)) {
      depth++;
      if (depth > limit) {
        return true;
      }
    } else if (CLOSING.includes(byte)) {
      depth--;
    }
  }
  return false;
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
    case 'entity.parse.failed':
      return new InputError(`The body is no JSON: ${parsed.data?.message}`);
    case 'charset.unsupported':
    case 'encoding.unsupported':
    case 'entity.verify.failed':
      return new InputError(`The body is not read: ${parsed.data?.message}`);
    default:
      return error;
  }
}

/**
 * Reads the JSON body of a request, up to what its route takes. Length and depth
 * are held against their limits before anything is made of it.
 */
export function readBody(): RequestHandler {
  const readers = LIMITS.map(({ path, kilobytes }) => ({
    path,
    kilobytes,
    read: express.json({
      limit: kilobytes * 1_000,
      verify(_req, _res, body, encoding) {
        // RFC 8259, section 8.1. The depth is counted in its bytes.
        if (encoding !== 'utf-8') {
          throw new InputError('JSON is written in UTF-8.');
        }
        if (isDeeperThan(MAX_DEPTH, body)) {
          throw new InputError(
            `it has objects or lists more than ${MAX_DEPTH} deep in each other; no manifest needs that.`,
          );
        }
      },
    }),
  }));
  return (req, res, next) => {
    const { kilobytes, read } =
      readers.find(({ path }) => path.test(req.path)) ??
      readers[readers.length - 1];
    read(req, res, error => {
      if (error) {
        next(explain(error, kilobytes));
      } else if (hasHalfCharacter(req.body)) {
        next(
          new InputError(
            'The body is not read: it has half of a surrogate pair, which is no character.',
          ),
        );
      } else {
        next();
      }
    });
  };
}
