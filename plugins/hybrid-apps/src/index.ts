/**
 * Hybrid apps in the portal: their page, entity tabs and card.
 *
 * @packageDocumentation
 */
export { hybridAppsPlugin as default } from './plugin';
export { hybridAppsApiRef } from './api';
export { hybridAppsTranslationRef } from './translation';
export {
  TopologyActBlueprint,
  TopologyBadgeBlueprint,
  TopologyPanelTabBlueprint,
} from './extensions';
export type {
  TopologyAct,
  TopologyActParams,
  TopologyActProps,
  TopologyBadge,
  TopologyBadgeParams,
  TopologyBadgeRule,
  TopologyExtension,
  TopologyNodeFilter,
  TopologyPanelTab,
  TopologyPanelTabParams,
  TopologyTarget,
} from './extensions';
