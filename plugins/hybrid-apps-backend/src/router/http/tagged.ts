import { Request, Response } from 'express';
import { namesTag } from './ifNoneMatch';

/**
 * Answers with a content, or that the caller has it already: `304` to a
 * current `If-None-Match`.
 */
export function sendTagged<T extends { revision: string }>(
  { headers }: Pick<Request, 'headers'>,
  res: Response<T>,
  content: T,
): void {
  // Weak, as compression changes the bytes; private, as callers see different parts.
  res.set('ETag', `W/"${content.revision}"`);
  res.set('Cache-Control', 'private, no-cache');
  if (namesTag(headers['if-none-match'], content.revision)) {
    res.status(304).end();
  } else {
    res.json(content);
  }
}
