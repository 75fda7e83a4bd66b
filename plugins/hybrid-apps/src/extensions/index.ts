export {
  TopologyActBlueprint,
  TopologyBadgeBlueprint,
  TopologyPanelTabBlueprint,
} from './blueprints';
export type {
  TopologyActParams,
  TopologyBadgeParams,
  TopologyPanelTabParams,
} from './blueprints';
export type {
  TopologyAct,
  TopologyActProps,
  TopologyBadge,
  TopologyBadgeRule,
  TopologyExtension,
  TopologyNodeFilter,
  TopologyPanelTab,
  TopologyTarget,
} from './types';
export { badgesOf, extensionsFor, NO_EXTENSIONS } from './ask';
export type {
  BadgesByNode,
  ExtensionFailure,
  ShownBadge,
  TopologyExtensions,
} from './ask';
export { Contain, ExtensionFailed } from './ExtensionFailed';
export { NodeBadges } from './NodeBadges';
