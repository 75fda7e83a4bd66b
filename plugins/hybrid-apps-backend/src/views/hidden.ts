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
 * Whether it is of the app because something that is seen names it, itself or by
 * way of others that are hidden. That name is told already; a number would tell
 * who writes names at random which of them are right. No workload is one.
 */
function isNamedBySeen(
  member: Member,
  members: ReadonlyMap<string, Member>,
  isSeen: (by: { namespace?: string }) => boolean,
): boolean {
  let one = member;
  // Each comes of one that was there before it, so this ends; of no more than there are.
  for (let steps = 0; steps <= members.size; steps++) {
    const by = one.reason.object;
    const next = by?.id === undefined ? undefined : members.get(by.id);
    if (!next || next === one || isWorkload(one.object)) {
      return false;
    }
    if (isSeen(next.object.metadata)) {
      return true;
    }
    one = next;
  }
  return false;
}

/**
 * How much of an app is where its viewer may not look, by cluster: counted, and
 * named by nothing.
 */
export function hiddenOf(
  { members }: AppMembers,
  { sees }: Sight,
): KindKnowledge[] {
  const hidden = new Map<string, Member[]>();
  const byId = new Map(members.map(member => [member.id, member]));
  for (const member of members) {
    const { cluster, object } = member;
    const { namespace } = object.metadata;
    const isSeen = (by: { namespace?: string }) =>
      by.namespace !== undefined && sees(cluster, by.namespace);
    if (
      namespace !== undefined &&
      !sees(cluster, namespace) &&
      !isNamedBySeen(member, byId, isSeen)
    ) {
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
