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
  const parts = new Map<Member, Member[]>();
  for (const member of drawn) {
    let top = member;
    const seen = new Set([top]);
    for (
      let next = holder(top, byUid, kindsOf(top));
      next && !seen.has(next);
      next = holder(next, byUid, kindsOf(next))
    ) {
      top = next;
      seen.add(top);
    }
    const gathered = parts.get(top) ?? [];
    if (top !== member) {
      gathered.push(member);
    }
    parts.set(top, gathered);
  }
  return [...parts].map(([member, gathered]) => ({ member, parts: gathered }));
}
