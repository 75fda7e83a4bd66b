import { AppMembers, Member } from '../apps';
import { ClusterStore, isOwnedBy, Kinds } from '../clusters';
import { categoryOf } from '../kinds';
import { isWorkload, kindKey } from '../objects';

/** A member that is drawn, and the members that it stands for. */
export interface Folded {
  member: Member;
  parts: readonly Member[];
}

/** The member that another one is shown within, if any. */
function holder(
  { object, cluster }: Member,
  byUid: ReadonlyMap<string, Member>,
  kinds: Kinds | undefined,
): Member | undefined {
  const drawn = kinds?.of(object)?.drawn;
  const within = typeof drawn === 'object' ? drawn.within : undefined;
  return object.metadata.ownerReferences
    ?.map(({ uid }) => byUid.get(`${cluster} ${uid}`))
    .find(
      owner =>
        owner &&
        isOwnedBy(object, owner.object) &&
        // What an operator's own kind owns runs by itself, and is never hidden by
        // it. CDI's Pods, which fill a claim, are a part of that.
        (!isWorkload(object) ||
          isWorkload(owner.object) ||
          categoryOf(owner.object, kinds) === 'storage') &&
        (within?.includes(kindKey(owner.object)) ?? true),
    );
}

/**
 * What a member is shown within in the end, each step upward taken once however
 * long the way is. Of owners that own each other the first is the top.
 */
function createTops(holderOf: (member: Member) => Member | undefined) {
  const tops = new Map<Member, Member>();
  return (member: Member): Member => {
    const way = new Set<Member>();
    let next: Member | undefined = member;
    let top = member;
    while (next && !way.has(next) && !tops.has(next)) {
      top = next;
      way.add(next);
      next = holderOf(next);
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
  const kinds = new Map(stores.map(store => [store.name, store.kinds]));
  const kindsOf = ({ cluster }: Member) => kinds.get(cluster);
  const drawn = members.filter(
    member => kindsOf(member)?.of(member.object)?.drawn !== 'never',
  );
  const byUid = new Map(
    drawn.map(member => [
      `${member.cluster} ${member.object.metadata.uid}`,
      member,
    ]),
  );
  const topOf = createTops(member => holder(member, byUid, kindsOf(member)));
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
