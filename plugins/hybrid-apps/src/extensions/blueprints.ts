import {
  createExtensionBlueprint,
  createExtensionDataRef,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import {
  createZodV4FilterPredicateSchema,
  FilterPredicate,
  filterPredicateToFilterFunction,
} from '@backstage/filter-predicates';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ReactElement } from 'react';
import {
  TopologyAct,
  TopologyActProps,
  TopologyBadge,
  TopologyBadgeRule,
  TopologyNodeFilter,
  TopologyPanelTab,
  TopologyTarget,
} from './types';

const TOPOLOGY = 'entity-content:hybrid-apps/topology';

const configSchema = { filter: createZodV4FilterPredicateSchema().optional() };

/** app-config decides, or else the extension; without either it is for all. */
function isForOf(
  config: { filter?: FilterPredicate },
  filter: TopologyNodeFilter | undefined,
): (node: TopologyNode) => boolean {
  const decides = config.filter ?? filter ?? (() => true);
  return typeof decides === 'function'
    ? decides
    : filterPredicateToFilterFunction(decides);
}

const panelTabDataRef = createExtensionDataRef<TopologyPanelTab>().with({
  id: 'hybrid-apps.topology-panel-tab',
});

/** What makes a tab of the details panel. @public */
export interface TopologyPanelTabParams {
  /** One word, or two, beside those of the other tabs. */
  title: string;
  /** For which nodes there is the tab; for all, where this is left out. */
  filter?: TopologyNodeFilter;
  /** Loads what the tab shows, once somebody looks. */
  loader: () => Promise<(target: TopologyTarget) => ReactElement>;
}

/**
 * A further tab in the details of a node, behind the plugin's own. Links reach
 * it: `?selected=<node>&tab=<plugin>/<name>`.
 *
 * @example
 * ```tsx
 * TopologyPanelTabBlueprint.make({
 *   name: 'backups',
 *   params: {
 *     title: 'Backups',
 *     filter: { category: 'vm' },
 *     loader: () => import('./BackupsTab').then(m => m.BackupsTab),
 *   },
 * });
 * ```
 *
 * @public
 */
export const TopologyPanelTabBlueprint = createExtensionBlueprint({
  kind: 'topology-panel-tab',
  attachTo: { id: TOPOLOGY, input: 'panelTabs' },
  output: [panelTabDataRef],
  dataRefs: { tab: panelTabDataRef },
  configSchema,
  *factory(params: TopologyPanelTabParams, { node, config }) {
    yield panelTabDataRef({
      id: node.spec.id,
      title: params.title,
      isFor: isForOf(config, params.filter),
      Content: ExtensionBoundary.lazyComponent(node, params.loader),
    });
  },
});

const actDataRef = createExtensionDataRef<TopologyAct>().with({
  id: 'hybrid-apps.topology-act',
});

/** What makes an act. @public */
export interface TopologyActParams {
  /** For which nodes there is the act; for all, where this is left out. */
  filter?: TopologyNodeFilter;
  /** A hook that tells what the act is like for a node; it may use other hooks. */
  useProps: (target: TopologyTarget) => TopologyActProps;
}

/**
 * Something to do on a node: a button, or a link, at the top of its details.
 *
 * @example
 * ```tsx
 * TopologyActBlueprint.make({
 *   name: 'logs',
 *   params: {
 *     filter: { category: 'container' },
 *     useProps: ({ node }) => ({
 *       label: 'Show logs',
 *       href: `https://logs.example.com/?workload=${node.name}`,
 *     }),
 *   },
 * });
 * ```
 *
 * @public
 */
export const TopologyActBlueprint = createExtensionBlueprint({
  kind: 'topology-act',
  attachTo: { id: TOPOLOGY, input: 'acts' },
  output: [actDataRef],
  dataRefs: { act: actDataRef },
  configSchema,
  *factory(params: TopologyActParams, { node, config }) {
    yield actDataRef({
      id: node.spec.id,
      isFor: isForOf(config, params.filter),
      appNode: node,
      useProps: params.useProps,
    });
  },
});

const badgeDataRef = createExtensionDataRef<TopologyBadgeRule>().with({
  id: 'hybrid-apps.topology-badge',
});

/** What makes a badge. @public */
export interface TopologyBadgeParams {
  /** Which nodes are asked about; all, where this is left out. */
  filter?: TopologyNodeFilter;
  /**
   * The badge of a node, if it has one. It is asked for each node once per
   * update of the page, so it must tell by the node alone, and be quick.
   */
  badge: (node: TopologyNode) => TopologyBadge | undefined;
}

/**
 * A short word on nodes: on their cards in the graph, in the table, and in what
 * is exported.
 *
 * @example
 * ```tsx
 * TopologyBadgeBlueprint.make({
 *   name: 'unlimited',
 *   params: {
 *     filter: { category: 'vm' },
 *     badge: ({ facts }) =>
 *       facts.memory ? undefined : { text: 'no size', tone: 'warning' },
 *   },
 * });
 * ```
 *
 * @public
 */
export const TopologyBadgeBlueprint = createExtensionBlueprint({
  kind: 'topology-badge',
  attachTo: { id: TOPOLOGY, input: 'badges' },
  output: [badgeDataRef],
  dataRefs: { badge: badgeDataRef },
  configSchema,
  *factory(params: TopologyBadgeParams, { node, config }) {
    yield badgeDataRef({
      id: node.spec.id,
      isFor: isForOf(config, params.filter),
      badge: params.badge,
    });
  },
});
