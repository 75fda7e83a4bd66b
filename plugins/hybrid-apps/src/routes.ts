import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page of all hybrid apps. @public */
export const rootRouteRef = createRouteRef();

/** What one component writes, on a page of its own. @public */
export const logsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/logs',
});

/** One console, on a page of its own. @public */
export const consoleRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/console',
});

/** The consoles that are open. @public */
export const consolesRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/consoles',
});

/** How far apps are in containers. @public */
export const modernizationRouteRef = createRouteRef();

/** The page of all clusters. @public */
export const clustersRouteRef = createRouteRef();

/** A cluster's page. @public */
export const clusterRouteRef = createSubRouteRef({
  parent: clustersRouteRef,
  path: '/:cluster',
});

/** An entity's page, by default the catalog's. @public */
export const entityRouteRef = createExternalRouteRef({
  params: ['kind', 'namespace', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});

/** Where a new app is made, by default the scaffolder's templates. @public */
export const createAppRouteRef = createExternalRouteRef({
  defaultTarget: 'scaffolder.root',
});

/** Paths of the entity tabs, below the entity's page. */
export const TAB_PATHS = {
  topology: '/topology',
  policies: '/policies',
  metrics: '/metrics',
  changes: '/changes',
} as const;
