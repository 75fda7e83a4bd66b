import { AppMembers, Member } from '../apps';
import { ClusterStore } from '../clusters';
import { holderOf } from '../kinds';
import { idOf } from '../objects';

/** A member that is drawn, and the members that it stands for. */
export interface Folded {
  member: Member;
  parts: readonly Member[];
}

/**
 * What a member is shown within in the end, each step upward taken once however
 * long the way is. Of owners that own each other the first is the top.
 */
function createTops(upFrom: (member: Member) => Member | undefined) {
  const tops = new Map<Member, Member>();
  return (member: Member): Member => {
    const way = new Set<Member>();
    let next: Member | undefined = member;
    let top = member;
    while (next && !way.has(next) && !tops.has(next)) {
      top = next;
      way.add(next);
      next = upFrom(next);
    }
    if (next) {
      const ring = [...way];
      const [first] = ring
        .slice(ring.indexOf(next))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      top = tops.get(next) ?? first;
    }
    way.forEach(one => tops.set(one, top));
    return top;
  };
}

/** Gathers what belongs together into one: a VM, its instance, launcher and disks, a Deployment and its Pods. */
export function fold(
  { members }: AppMembers,
  stores: readonly ClusterStore[],
): Folded[] {
  const byName = new Map(stores.map(store => [store.name, store]));
  const drawn = members.filter(
    ({ cluster, object }) =>
      byName.get(cluster)?.kinds.of(object)?.drawn !== 'never',
  );
  const byId = new Map(drawn.map(member => [member.id, member]));
  const topOf = createTops(({ cluster, object }) => {
    const store = byName.get(cluster);
    const holder = store && holderOf(object, store);
    return holder && byId.get(idOf(cluster, holder));
  });
  const parts = new Map<Member, Member[]>();
  for (const member of drawn) {
    const top = topOf(member);
    const gathered = parts.get(top) ?? [];
    if (top !== member) {
      gathered.push(member);
    }
    parts.set(top, gathered);
  }
  return [...parts].map(([member, gathered]) => ({ member, parts: gathered }));
}
