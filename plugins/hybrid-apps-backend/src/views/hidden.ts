import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers, Member } from '../apps';
import { Sight } from '../namespaces';
import { isMadeByWorkload, isWorkload } from '../objects';

/** A namespace that an app reaches into. */
interface Reach {
  cluster: string;
  namespace: string;
}

/** The namespaces that there is something of an app in, or that it names something in; some several times. */
export const reachOf = ({ members, references }: AppMembers): Reach[] => [
  ...members.map(({ cluster, object: { metadata } }) => ({
    cluster,
    namespace: metadata.namespace ?? '',
  })),
  ...references.map(({ cluster, namespace = '' }) => ({ cluster, namespace })),
];

const counted = (count: number, one: string) =>
  `${count} ${one}${count === 1 ? '' : 's'}`;

/**
 * How much of an app is where its viewer may not look, by cluster: counted, and
 * named by nothing.
 */
export function hiddenOf(
  { members }: AppMembers,
  { sees }: Sight,
): KindKnowledge[] {
  const hidden = new Map<string, Member[]>();
  for (const member of members) {
    const { cluster, object } = member;
    const { namespace } = object.metadata;
    if (namespace !== undefined && !sees(cluster, namespace)) {
      const known = hidden.get(cluster) ?? [];
      known.push(member);
      hidden.set(cluster, known);
    }
  }
  return [...hidden].sort().map(([cluster, found]): KindKnowledge => {
    const workloads = found.filter(
      ({ object }) => isWorkload(object) && !isMadeByWorkload(object),
    ).length;
    const what =
      workloads > 0
        ? counted(workloads, 'workload')
        : counted(found.length, 'object');
    return {
      cluster,
      kind: '*',
      state: 'hidden',
      message: `${what} in namespaces that you may not see. Ask their owners, or whoever keeps the portal's permission policy.`,
    };
  });
}
