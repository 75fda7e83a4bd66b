import { InputError } from '@backstage/errors';
import { RequestHandler } from 'express';

const DEFAULT_LIMIT = 100;

/**
 * Refuses limits that are no whole numbers in digits: the validator turns texts
 * into numbers as JavaScript does, which also reads `1e2` and `0x10`.
 */
export function readLimit(): RequestHandler {
  return ({ query: { limit } }, _res, next) =>
    next(
      typeof limit === 'string' && !/^\d+$/.test(limit)
        ? new InputError('query/limit must be a whole number, in digits.')
        : undefined,
    );
}

/** A cursor is the key of the last item of the page before. */
const encode = (key: string): string =>
  Buffer.from(key, 'utf8').toString('base64url');

function decode(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (encode(key) !== cursor) {
    throw new InputError('The cursor is none that an answer gave.');
  }
  return key;
}

/**
 * One page of items that are sorted by a key. Items that come or go between
 * two pages move no other from its page.
 *
 * @throws InputError where the cursor is none.
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit = DEFAULT_LIMIT, cursor }: { limit?: number; cursor?: string },
): { items: T[]; nextCursor?: string } {
  const after = cursor === undefined ? undefined : decode(cursor);
  const rest =
    after === undefined ? items : items.filter(item => keyOf(item) > after);
  const page = rest.slice(0, limit);
  return {
    items: page,
    ...(rest.length > limit && { nextCursor: encode(keyOf(page[limit - 1])) }),
  };
}

/**
 * Which page is asked for, where items are made page by page.
 *
 * @throws InputError where the cursor is none.
 */
export const askedPage = ({
  limit = DEFAULT_LIMIT,
  cursor,
}: {
  limit?: number;
  cursor?: string;
}): { limit: number; after?: string } => ({
  limit,
  ...(cursor !== undefined && { after: decode(cursor) }),
});

/** How to go on from a page that was made so; by the key of its last item, where more come after it. */
export const goesOn = (
  last: string | undefined,
  left: number,
): { nextCursor?: string } =>
  last !== undefined && left > 0 ? { nextCursor: encode(last) } : {};
