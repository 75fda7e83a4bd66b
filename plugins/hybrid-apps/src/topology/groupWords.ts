import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../translation';
import { Group } from './collapse';
import { WORST_FIRST } from './health';
import { saysHealth } from './words';

/** Workloads before what serves them. */
const CATEGORIES: Array<TopologyNode['category']> = [
  'vm',
  'container',
  'network',
  'storage',
  'config',
  'policy',
  'external',
];

/** What a group is called. */
export function groupName({ kind, name, members }: Group, t: Translate) {
  if (kind === 'more') {
    return t('topology.more', { count: members.length });
  }
  return kind === 'shared' ? t('topology.shared') : name;
}

/** Of a group by place its cluster and its namespace, where it has both. */
export function groupPlace({ kind, members }: Group) {
  const [{ cluster, namespace }] = members;
  return kind === 'place' && cluster && namespace
    ? { cluster, name: namespace }
    : undefined;
}

/** What a group consists of, like "2 VMs · 3 container workloads". */
export const groupContents = ({ members }: Group, t: Translate) =>
  CATEGORIES.flatMap(category => {
    const count = members.filter(node => node.category === category).length;
    return count > 0 ? [t(`topology.contains.${category}`, { count })] : [];
  }).join(' · ');

/** How many of a group are how, the worst first, like "1 degraded · 4 healthy". */
export function groupHealths({ members }: Group, t: Translate): string {
  const telling = members.filter(saysHealth);
  return WORST_FIRST.flatMap(health => {
    const count = telling.filter(({ status }) => status.health === health);
    return count.length > 0 ? [`${count.length} ${t(`health.${health}`)}`] : [];
  }).join(' · ');
}
