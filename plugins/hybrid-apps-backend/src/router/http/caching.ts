import { RequestHandler } from 'express';

/**
 * Has no cache keep an answer, errors among them: each holds what its caller may
 * see. A route that answers with a tag says otherwise, by `sendTagged`.
 */
export function keepNothing(): RequestHandler {
  return (_req, res, next) => {
    res.set('Cache-Control', 'private, no-store');
    next();
  };
}
