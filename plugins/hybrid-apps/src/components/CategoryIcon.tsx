import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiBox3Line,
  RiComputerLine,
  RiDatabase2Line,
  RiFileSettingsLine,
  RiGlobalLine,
  RiNodeTree,
  RiShieldKeyholeLine,
} from '@remixicon/react';

const ICONS = {
  vm: RiComputerLine,
  container: RiBox3Line,
  network: RiNodeTree,
  storage: RiDatabase2Line,
  config: RiFileSettingsLine,
  policy: RiShieldKeyholeLine,
  external: RiGlobalLine,
};

/** The icon of what a node is. */
export function CategoryIcon(props: {
  category: TopologyNode['category'];
  size?: number;
}) {
  const Icon = ICONS[props.category];
  return <Icon size={props.size ?? 20} aria-hidden />;
}
