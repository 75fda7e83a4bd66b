import { Translate } from '../translation';
import { Group } from './collapse';
import { frameText } from './grouping';
import { WORST_FIRST } from './health';
import { CATEGORIES, placeOf, saysHealth } from './words';

/** What a group is called. */
export function groupName({ kind, name, members }: Group, t: Translate) {
  if (kind === 'more') {
    return t('topology.more', { count: members.length });
  }
  return kind === 'shared' ? t('topology.shared') : frameText(name, t);
}

/** Of a group by place its cluster and its namespace, where it has both. */
export function groupPlace({ kind, name, members }: Group) {
  const [first] = members;
  const { cluster, namespace } = first;
  // It may as well be by what they run on.
  return kind === 'place' && cluster && namespace && name === placeOf(first)
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
