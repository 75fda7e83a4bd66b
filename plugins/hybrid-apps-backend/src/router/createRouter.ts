import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createLimiter } from '../limiter';
import { spec } from '../schema/openapi.generated';
import { addActRoutes, Deeds } from './acts';
import { addAppRoutes } from './apps';
import { noteAsker } from './asker';
import {
  headAsGet,
  keepNothing,
  onlyDocumented,
  readBody,
  readLimit,
  tellWhenToComeBack,
} from './http';
import { addClusterRoutes } from './clusters';
import { addConsoleRoutes } from './consoles';
import { addDiscoveryRoutes } from './discoveredApps';
import { addLogRoutes } from './logs';
import { addMetricsRoutes } from './metrics';
import { addModernizationRoutes } from './modernization';
import { addPlanRoutes } from './plans';
import { addProvisioningRoutes } from './provisioning';
import { addReachabilityRoutes } from './reachability';
import { addTaskRoutes } from './tasks';
import { addTimelineRoutes } from './timeline';
import { QUESTIONS } from './limits';
import { RouterOptions } from './types';

/**
 * All routes. Requests are held against the OpenAPI document before a route
 * sees them; every route goes by the caller's credentials.
 */
export function createRouter(
  options: RouterOptions & { deeds: Deeds },
): Router {
  const routes = createValidatedOpenApiRouter(spec, {
    middleware: [readLimit(), readBody()],
  });
  routes.use(onlyDocumented());
  const questions = createLimiter(QUESTIONS);
  addAppRoutes(routes, { ...options, questions });
  addActRoutes(routes, options);
  addPlanRoutes(routes, options);
  addLogRoutes(routes, options);
  addMetricsRoutes(routes, options);
  addTimelineRoutes(routes, options);
  addModernizationRoutes(routes, options);
  addReachabilityRoutes(routes, { ...options, questions });
  addClusterRoutes(routes, options);
  addProvisioningRoutes(routes, options);
  addTaskRoutes(routes, options);
  addConsoleRoutes(routes, options);
  addDiscoveryRoutes(routes, options);

  // Outside of the validated router, which answers 400 to any error of its middleware.
  const router = PromiseRouter();
  router.use(options.consoleUpgrades);
  router.use(headAsGet(), keepNothing(), options.barrier);
  router.use(noteAsker(options), routes);
  router.use(options.audit.refusals());
  router.use(tellWhenToComeBack());
  return router;
}
