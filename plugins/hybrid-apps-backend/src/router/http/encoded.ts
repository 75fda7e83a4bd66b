import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** In which a body is sent: RFC 9110, section 8.4.1. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** What is smaller goes in as few packets without. */
const WORTHWHILE = 1_024;

/** As good as gzip, and as fast. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const compress = {
  br: (body: Buffer) => promisify(brotliCompress)(body, BROTLI),
  gzip: (body: Buffer) => promisify(gzip)(body),
};

/** A body as it is sent. */
export interface Encoded {
  body: Buffer;
  /** Undefined where it is sent as it is. */
  encoding?: Encoding;
}

async function encode(content: object, encoding: Encoding): Promise<Encoded> {
  const body = Buffer.from(JSON.stringify(content));
  return encoding === 'identity' || body.length < WORTHWHILE
    ? { body }
    : { body: await compress[encoding](body), encoding };
}

/** As long as a content itself is kept, and in those encodings that somebody took. */
const known = new WeakMap<object, Map<Encoding, Promise<Encoded>>>();

/**
 * A content as JSON, in this encoding. It is serialized and compressed once,
 * however many ask for it; nobody may change it afterwards.
 */
export function encoded(content: object, encoding: Encoding): Promise<Encoded> {
  const all = known.get(content) ?? new Map<Encoding, Promise<Encoded>>();
  known.set(content, all);
  const body = all.get(encoding) ?? encode(content, encoding);
  all.set(encoding, body);
  // It would fail for all who come after.
  body.catch(() => all.delete(encoding));
  return body;
}
