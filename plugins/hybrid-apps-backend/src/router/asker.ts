import {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { valueAt } from '@hybrid-apps/network-policy';
import { RequestHandler } from 'express';
import { Viewers } from '../notify';

/** The user who asks, also through a plugin; undefined where none does. */
export function userOf({
  principal,
}: BackstageCredentials<unknown>): string | undefined {
  const user = valueAt(principal, 'userEntityRef');
  return typeof user === 'string' ? user : undefined;
}

/** Notes which users ask, whatever for: their pages are told that signals reach them. */
export function noteAsker({
  httpAuth,
  viewers,
}: {
  httpAuth: Pick<HttpAuthService, 'credentials'>;
  viewers: Pick<Viewers, 'asked'>;
}): RequestHandler {
  return async (req, _res, next) => {
    try {
      const user = userOf(await httpAuth.credentials(req));
      if (user !== undefined) {
        viewers.asked(user);
      }
    } catch {
      // Who it is, and whether they may ask, is the routes' business.
    }
    next();
  };
}
