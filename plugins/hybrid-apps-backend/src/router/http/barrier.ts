import {
  HttpAuthService,
  HttpRouterService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { RequestHandler } from 'express';
import { spec } from '../../schema/openapi.generated';

/**
 * Refuses who brings no valid credentials, on all that it is put in front of.
 * It is what the backend's own barrier does, which answers before the plugin
 * sees the request: for the paths of the OpenAPI document, and these alone, this
 * one is in its place, so that who was refused goes to the audit log.
 */
export function createBarrier({
  config,
  httpAuth,
  httpRouter,
}: {
  config: RootConfigService;
  httpAuth: HttpAuthService;
  httpRouter: Pick<HttpRouterService, 'addAuthPolicy'>;
}): RequestHandler {
  // A portal that has no barrier at all, by its own decision.
  if (
    config.getOptionalBoolean(
      'backend.auth.dangerouslyDisableDefaultAuthPolicy',
    )
  ) {
    return (_req, _res, next) => next();
  }
  for (const template of Object.keys(spec.paths)) {
    httpRouter.addAuthPolicy({
      path: template.replace(/\{([^}]+)\}/g, ':$1'),
      allow: 'unauthenticated',
    });
  }
  return (req, _res, next) => {
    httpAuth.credentials(req, { allow: ['user', 'service'] }).then(
      () => next(),
      error => next(error),
    );
  };
}
