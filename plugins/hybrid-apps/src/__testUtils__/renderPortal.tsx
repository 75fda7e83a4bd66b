import { parseEntityRef } from '@backstage/catalog-model';
import { FrontendFeature } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { HybridAppsApi } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import plugin, { hybridAppsApiRef } from '..';
import { fixtureApi } from './fixtureApi';

/** What stands beside the tab Topology on an entity's page. */
const OTHERS = [
  'entity-content:hybrid-apps/policies',
  'entity-content:hybrid-apps/changes',
  'entity-card:hybrid-apps/overview',
];

/** Renders the tab Topology of the app inventory in a portal that has other plugins, too. */
export function renderPortal(options: {
  plugins: FrontendFeature[];
  /** The query of the URL. */
  query?: Record<string, string>;
  api?: Partial<HybridAppsApi>;
  /** What app-config has of `app.extensions`. */
  extensions?: Array<Record<string, { config: object } | boolean>>;
  language?: 'en' | 'de';
}) {
  const { plugins, query = {}, api, extensions = [] } = options;
  const { language = 'en' } = options;
  const { kind, namespace, name } = parseEntityRef('system:default/inventory');
  return renderTestApp({
    features: [plugin, ...plugins],
    extensions: [
      createTestEntityPage({
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind,
          metadata: { name, namespace },
        },
      }),
    ],
    initialRouteEntries: [`/?${new URLSearchParams(query)}`],
    apis: [[hybridAppsApiRef, fixtureApi(api)]],
    config: {
      backend: { baseUrl: 'http://localhost:7007' },
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [
          ...OTHERS.map(id => ({ [id]: false })),
          {
            'api:app/app-language': {
              config: {
                defaultLanguage: language,
                availableLanguages: ['en', 'de'],
              },
            },
          },
          ...extensions,
        ],
      },
    },
  });
}
