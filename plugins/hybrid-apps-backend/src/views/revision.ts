import { createHash } from 'node:crypto';

/** Names a content: equal contents have equal revisions, in every replica. */
export const contentRevision = (content: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(content))
    .digest('base64url')
    .slice(0, 22);
