import {
  ApiBlueprint,
  createExtensionInput,
  createFrontendPlugin,
  discoveryApiRef,
  errorApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { kubernetesAuthProvidersApiRef } from '@backstage/plugin-kubernetes-react';
import {
  createHybridAppsClient,
  HybridAppsApi,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiApps2AiLine, RiLineChartLine, RiServerLine } from '@remixicon/react';
import { answering, createClusterTokens, hybridAppsApiRef } from './api';
import {
  TopologyActBlueprint,
  TopologyBadgeBlueprint,
  TopologyPanelTabBlueprint,
} from './extensions';
import { formFields } from './formFields';
import { isHybridApp } from './isHybridApp';
import {
  clusterRouteRef,
  clustersRouteRef,
  consoleRouteRef,
  consolesRouteRef,
  createAppRouteRef,
  entityRouteRef,
  logsRouteRef,
  modernizationRouteRef,
  rootRouteRef,
  TAB_PATHS,
} from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: hybridAppsApiRef,
      deps: {
        authProviders: kubernetesAuthProvidersApiRef,
        discoveryApi: discoveryApiRef,
        errorApi: errorApiRef,
        fetchApi: fetchApiRef,
      },
      factory: ({ authProviders, discoveryApi, errorApi, fetchApi }) => {
        const client: HybridAppsApi = createHybridAppsClient({
          discoveryApi,
          fetchApi: answering(fetchApi),
          clusterTokens: createClusterTokens({
            listClusters: () => client.listClusters(),
            authProviders,
            onFailure: error => errorApi.post(error),
          }),
        });
        return client;
      },
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/hybrid-apps',
    routeRef: rootRouteRef,
    loader: () => import('./appsPage').then(m => <m.HybridAppsPages />),
  },
});

const modernization = PageBlueprint.make({
  name: 'modernization',
  params: {
    path: '/modernization',
    title: 'Modernization',
    icon: <RiLineChartLine />,
    routeRef: modernizationRouteRef,
    loader: () => import('./modernization').then(m => <m.ModernizationPage />),
  },
});

const clusters = PageBlueprint.make({
  name: 'clusters',
  params: {
    path: '/clusters',
    title: 'Clusters',
    icon: <RiServerLine />,
    routeRef: clustersRouteRef,
    loader: () => import('./clusters').then(m => <m.ClustersPage />),
  },
});

const { tab } = TopologyPanelTabBlueprint.dataRefs;
const { act } = TopologyActBlueprint.dataRefs;
const { badge } = TopologyBadgeBlueprint.dataRefs;

const topology = EntityContentBlueprint.makeWithOverrides({
  name: 'topology',
  inputs: {
    panelTabs: createExtensionInput([tab]),
    acts: createExtensionInput([act]),
    badges: createExtensionInput([badge]),
  },
  factory(original, { inputs }) {
    const extensions = {
      panelTabs: inputs.panelTabs.map(input => input.get(tab)),
      acts: inputs.acts.map(input => input.get(act)),
      badges: inputs.badges.map(input => input.get(badge)),
    };
    return original({
      path: TAB_PATHS.topology,
      title: 'Topology',
      filter: isHybridApp,
      loader: () =>
        import('./topology').then(m => (
          <m.TopologyContent extensions={extensions} />
        )),
    });
  },
});

const policies = EntityContentBlueprint.make({
  name: 'policies',
  params: {
    path: TAB_PATHS.policies,
    title: 'Policies',
    filter: isHybridApp,
    loader: () => import('./policies').then(m => <m.PoliciesContent />),
  },
});

const metrics = EntityContentBlueprint.make({
  name: 'metrics',
  params: {
    path: TAB_PATHS.metrics,
    title: 'Metrics',
    filter: isHybridApp,
    loader: () => import('./metrics').then(m => <m.MetricsContent />),
  },
});

const changes = EntityContentBlueprint.make({
  name: 'changes',
  params: {
    path: TAB_PATHS.changes,
    title: 'Changes',
    filter: isHybridApp,
    loader: () => import('./history').then(m => <m.ChangesContent />),
  },
});

const overview = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    // Beside the catalog's About card, so that it is seen without scrolling:
    // cards of the other type come below all that the catalog has itself.
    type: 'info',
    filter: isHybridApp,
    loader: () => import('./overview').then(m => <m.OverviewCard />),
  },
});

/**
 * The hybrid-apps plugin: the pages of all apps, of logs and consoles, of their way
 * into containers and of clusters, the entity tabs Topology, Policies, Metrics and Changes,
 * and a card for the entity's overview.
 *
 * @public
 */
export const hybridAppsPlugin = createFrontendPlugin({
  pluginId: 'hybrid-apps',
  title: 'Hybrid apps',
  icon: <RiApps2AiLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    clusters: clustersRouteRef,
    cluster: clusterRouteRef,
    console: consoleRouteRef,
    consoles: consolesRouteRef,
    logs: logsRouteRef,
    modernization: modernizationRouteRef,
  },
  externalRoutes: { entity: entityRouteRef, createApp: createAppRouteRef },
  extensions: [
    api,
    page,
    clusters,
    modernization,
    topology,
    policies,
    metrics,
    changes,
    overview,
    ...formFields,
  ],
});
