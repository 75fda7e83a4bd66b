import { Request, Response } from 'express';
import { encoded, Encoding } from './encoded';
import { namesTag } from './ifNoneMatch';

const ENCODINGS: Encoding[] = ['br', 'gzip', 'identity'];

/** By what the caller prefers; where that is one as much as the other, by what it names first. */
function encodingFor(req: Pick<Request, 'acceptsEncodings'>): Encoding {
  const accepted = req.acceptsEncodings(ENCODINGS);
  return ENCODINGS.find(one => one === accepted) ?? 'identity';
}

/**
 * Answers with a content, or that the caller has it already: `304` to a current
 * `If-None-Match`. A content is made into bytes once, for all that are shown the same
 * one; the compression of the backend leaves what is compressed already.
 */
export async function sendTagged<T extends { revision: string }>(
  req: Pick<Request, 'acceptsEncodings' | 'headers'>,
  res: Response<T>,
  content: T,
): Promise<void> {
  // Weak, as compression changes the bytes; private, as callers see different parts.
  res.set('ETag', `W/"${content.revision}"`);
  res.set('Cache-Control', 'private, no-cache');
  res.vary('Accept-Encoding');
  if (namesTag(req.headers['if-none-match'], content.revision)) {
    res.status(304).end();
    return;
  }
  const { body, encoding } = await encoded(content, encodingFor(req));
  res.set('Content-Type', 'application/json; charset=utf-8');
  res.set('Content-Length', String(body.length));
  if (encoding) {
    res.set('Content-Encoding', encoding);
  }
  res.end(body);
}
