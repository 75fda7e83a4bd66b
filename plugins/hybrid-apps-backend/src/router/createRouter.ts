import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { Router } from 'express';
import { spec } from '../schema/openapi.generated';
import { addAppRoutes } from './apps';
import { readBody } from './body';
import { addClusterRoutes } from './clusters';
import { addDiscoveryRoutes } from './discoveredApps';
import { readLimit } from './page';
import { addProvisioningRoutes } from './provisioning';
import { addReachabilityRoutes } from './reachability';
import { tellWhenToComeBack } from './retryAfter';
import { RouterOptions } from './types';

/**
 * All routes. Requests are held against the OpenAPI document before a route
 * sees them; every route goes by the caller's credentials.
 */
export function createRouter(options: RouterOptions): Router {
  const router = createValidatedOpenApiRouter(spec, {
    middleware: [readLimit(), readBody()],
  });
  addAppRoutes(router, options);
  addReachabilityRoutes(router, options);
  addClusterRoutes(router, options);
  addProvisioningRoutes(router, options);
  addDiscoveryRoutes(router, options);
  router.use(tellWhenToComeBack());
  return router;
}
