import { renderTestApp } from '@backstage/frontend-test-utils';
import { HybridAppsApi } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import plugin, { hybridAppsApiRef } from '..';
import { fixtureApi } from './fixtureApi';

/** Renders the pages of clusters, in a portal that has nothing else. */
export function renderClusters(
  path = '/clusters',
  api: Partial<HybridAppsApi> = {},
) {
  return renderTestApp({
    features: [plugin],
    initialRouteEntries: [path],
    apis: [[hybridAppsApiRef, fixtureApi(api)]],
  });
}
