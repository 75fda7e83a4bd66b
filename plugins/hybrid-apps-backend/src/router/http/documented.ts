import { RequestHandler } from 'express';
import { at } from '../../objects';

/**
 * Has HEAD be asked as GET, whose answer Node sends without its body. The
 * document has no HEAD, so the validator would let it pass unread, and Express
 * hands it to the routes for GET.
 */
export function headAsGet(): RequestHandler {
  return (req, _res, next) => {
    if (req.method === 'HEAD') {
      req.method = 'GET';
    }
    next();
  };
}

/** Lets nothing on to the routes that the validator before did not hold against an operation. */
export function onlyDocumented(): RequestHandler {
  return (req, _res, next) =>
    next(
      at(req, 'openapi', 'openApiRoute') === undefined ? 'router' : undefined,
    );
}
