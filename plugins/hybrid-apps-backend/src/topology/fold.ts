import { KubeObject } from '../clusters';
import { AppMembers, Member } from '../apps';
import { groupOf, kindKey } from '../objects';

/** A member that is drawn, and the members that it stands for. */
export interface Folded {
  member: Member;
  parts: readonly Member[];
}

/** Kinds that are drawn although something owns them: a VM's disk, a claim of a StatefulSet. */
const DRAWN_BESIDE_OWNER = new Set([
  'cdi.kubevirt.io/DataVolume',
  '/PersistentVolumeClaim',
]);

/** Kinds that are not drawn at all, whoever owns them. */
const NEVER_DRAWN = new Set(['apps/ControllerRevision', '/Event']);

/** The member that another one is shown within, if any. */
function holder(
  { object, cluster }: Member,
  byUid: ReadonlyMap<string, Member>,
): Member | undefined {
  const owner = object.metadata.ownerReferences
    ?.map(({ uid }) => byUid.get(`${cluster} ${uid}`))
    .find(found => found !== undefined);
  if (!owner || !DRAWN_BESIDE_OWNER.has(kindKey(object))) {
    return owner;
  }
  // A DataVolume and the claim that it fills are one disk.
  return kindKey(owner.object) === 'cdi.kubevirt.io/DataVolume'
    ? owner
    : undefined;
}

/** Gathers what belongs together into one: a VM and its instance and launcher, a Deployment and its Pods. */
export function fold({ members }: AppMembers): Folded[] {
  const drawn = members.filter(
    ({ object }) => !NEVER_DRAWN.has(kindKey(object)),
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
      let next = holder(top, byUid);
      next && !seen.has(next);
      next = holder(next, byUid)
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

/** What an object is to a person who looks at an app. */
export function categoryOf({
  apiVersion,
  kind,
}: Pick<KubeObject, 'apiVersion' | 'kind'>) {
  const group = groupOf(apiVersion);
  if (group === 'kubevirt.io') {
    return 'vm';
  }
  if (/Polic(y|yV\d)$/.test(kind) || group.endsWith('projectcalico.org')) {
    return 'policy';
  }
  if (
    group === 'apps' ||
    group === 'batch' ||
    kind === 'Pod' ||
    kind === 'ReplicationController'
  ) {
    return 'container';
  }
  if (
    kind === 'Service' ||
    kind === 'NetworkAttachmentDefinition' ||
    group === 'networking.k8s.io' ||
    group === 'gateway.networking.k8s.io'
  ) {
    return 'network';
  }
  return kind === 'PersistentVolumeClaim' || group === 'cdi.kubevirt.io'
    ? 'storage'
    : 'config';
}
