import { Entity } from '@backstage/catalog-model';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import hybridAppsPlugin, { hybridAppsApiRef } from '../src';
import {
  apps,
  fixtureApi,
  largePolicy,
  largePolicyPeers,
  largeTopology,
} from '../src/__testUtils__';
import { runbookPlugin } from './example/plugin';

const entities = apps.map(
  ({ name, title, owner }): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name, title, namespace: 'default' },
    spec: { owner },
    relations: owner ? [{ type: 'ownedBy', targetRef: owner }] : [],
  }),
);

const catalogWithApps = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogApiMock({ entities }),
        }),
    }),
  ],
});

/** `?answers=…` of the first URL chooses how the backend of this page behaves. */
function fixturesFor(answers: string | null) {
  const never = () => new Promise<never>(() => undefined);
  const failing = async () => {
    throw new Error('The backend answered 502 Bad Gateway');
  };
  switch (answers) {
    case 'never':
      return fixtureApi({
        listApps: never,
        getTopology: never,
        getPolicyStatus: never,
        getHistory: never,
      });
    case 'errors':
      return fixtureApi({
        listApps: failing,
        getTopology: failing,
        getPolicyStatus: failing,
        getHistory: failing,
        checkReachability: failing,
      });
    case 'nothing':
      return fixtureApi({
        listApps: async () => ({
          items: [],
          totals: { apps: 0, vms: 0, containers: 0, needAttention: 0 },
          knowledge: [],
        }),
        getTopology: async () => ({
          value: {
            entityRef: '',
            revision: '0',
            nodes: [],
            edges: [],
            knowledge: [],
          },
        }),
      });
    case 'large':
      return fixtureApi({
        getTopology: async () => ({ value: largeTopology(200) }),
        getPolicyStatus: async () => ({ value: largePolicy(60) }),
        listPolicyPeers: async (_, query) => largePolicyPeers(query),
      });
    default:
      return fixtureApi();
  }
}

const answers = new URLSearchParams(window.location.search).get('answers');

const backend = createFrontendModule({
  pluginId: 'hybrid-apps',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: hybridAppsApiRef,
          deps: {},
          factory: () => fixturesFor(answers),
        }),
    }),
  ],
});

createDevApp({
  features: [
    catalogPlugin,
    hybridAppsPlugin,
    runbookPlugin,
    catalogWithApps,
    backend,
  ],
});
