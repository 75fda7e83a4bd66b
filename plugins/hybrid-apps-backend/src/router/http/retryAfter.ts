import { ErrorRequestHandler } from 'express';
import { TooManyRequestsError } from '../../limiter';

/** Gives an answer that refuses, as too much is under way, the header that RFC 6585, section 4, has for it. */
export function tellWhenToComeBack(): ErrorRequestHandler {
  return (error, _req, res, next) => {
    if (error instanceof TooManyRequestsError) {
      res.set('Retry-After', String(error.retryAfterSeconds));
    }
    next(error);
  };
}
