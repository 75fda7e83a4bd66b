import {
  ConsoleKind,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

const VMS = ['VirtualMachine', 'VirtualMachineInstance'];

/** Which consoles a node may have; whether there is one now, the backend says as it is asked. */
export function consolesOf({
  category,
  kind,
  members,
}: Pick<TopologyNode, 'category' | 'kind' | 'members'>): ConsoleKind[] {
  if (VMS.includes(kind)) {
    return ['serial', 'vnc'];
  }
  const hasPods =
    kind === 'Pod' || members.some(member => member.kind === 'Pod');
  return category === 'container' && hasPods ? ['exec'] : [];
}
