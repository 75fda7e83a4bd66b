import { AppMembers, Member } from '../apps';
import { ClusterStore } from '../clusters';
import { holdersOf } from '../kinds';
import { idOf } from '../objects';

/** A member that is drawn, and the members that it stands for. */
export interface Folded {
  member: Member;
  parts: readonly Member[];
}

/** Gathers what belongs together into one: a VM, its instance, launcher and disks, a Deployment and its Pods. */
export function fold(
  { members }: AppMembers,
  stores: readonly ClusterStore[],
): Folded[] {
  const byName = new Map(stores.map(store => [store.name, store]));
  const drawn = members.flatMap(member => {
    const store = byName.get(member.cluster);
    return store && store.kinds.of(member.object)?.drawn !== 'never'
      ? [{ member, store }]
      : [];
  });
  const byId = new Map(drawn.map(({ member }) => [member.id, member]));
  const parts = new Map<Member, Member[]>();
  for (const { member, store } of drawn) {
    // As far up as the app goes.
    let top = member;
    for (const object of holdersOf(member.object, store)) {
      const holder = byId.get(idOf(store.name, object));
      if (!holder) {
        break;
      }
      top = holder;
    }
    const gathered = parts.get(top) ?? [];
    if (top !== member) {
      gathered.push(member);
    }
    parts.set(top, gathered);
  }
  return [...parts].map(([member, gathered]) => ({ member, parts: gathered }));
}
