import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Name } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { ClusterStore, KubeObject } from '../clusters';
import {
  called,
  idOf,
  isMadeByWorkload,
  isVm,
  isWorkload,
  kindKey,
  nodeId,
} from '../objects';
import { absentOwnerOf, ownerOf } from './controllers';
import { naming, ownership, selecting } from './evidence';
import { OWNED, OWNER, RELATIONS } from './relations';
import { Member } from './types';

/** What else an object brings in: by far not everything where others share it. */
const BRINGS = {
  /**
   * Whom others share, like a Gateway, brings what concerns those who name it,
   * and no more; nor does what is of another namespace: its team is another one.
   */
  nothing: 0,
  /** An owner brings what it names; what else it owns is no part of the app for that. */
  named: 1,
  all: 2,
} as const;

/** A reason for an object to belong. */
interface Candidate {
  object: KubeObject;
  reason: Evidence;
  entityRef?: string;
  /** The rank of the relation, then the member that it comes of. */
  rank: number;
  from: string;
  brings: (typeof BRINGS)[keyof typeof BRINGS];
}

/**
 * What a member names. A VM's instance repeats what the VM says, beside what was
 * plugged into it while it runs.
 */
export function namesOf(
  store: ClusterStore,
  object: KubeObject,
): readonly Name[] {
  const names = store.namesOf(object);
  if (!isVm(object) || !isMadeByWorkload(object)) {
    return names;
  }
  const { namespace, name } = object.metadata;
  const vm = store.get({
    group: 'kubevirt.io',
    kind: 'VirtualMachine',
    namespace,
    name,
  });
  const told = new Set(
    (vm ? store.namesOf(vm) : []).map(({ to }) => nodeId(store.name, to)),
  );
  return names.filter(({ to }) => !told.has(nodeId(store.name, to)));
}

/** Whether an object and its owner are one thing in two objects, like a claim and the DataVolume that fills it. */
function isOneWith(
  store: ClusterStore,
  object: KubeObject,
  owner: KubeObject,
): boolean {
  const drawn = store.kinds.of(object)?.drawn;
  return (
    typeof drawn === 'object' &&
    drawn.within.includes(kindKey(owner)) &&
    !isWorkload(owner)
  );
}

/**
 * What a member brings in as its owner: a Deployment is all of its Pods,
 * whichever of them led to it. Who mounts a disk that a VM made, or serves a
 * certificate that an Ingress asked for, shares it, and is not of one app with
 * that VM or Ingress.
 */
function ownersOf(
  store: ClusterStore,
  { id, object, entityRef }: Member,
  isSeed: boolean,
): Candidate[] {
  const owner = ownerOf(store, object);
  return owner &&
    (isSeed ||
      isWorkload(object) ||
      isOneWith(store, object, owner) ||
      // Drawn by what it owns, whether it is read or not.
      !store.kinds.of(owner)?.watch)
    ? [
        {
          object: owner,
          reason: ownership(store, called(owner), object),
          entityRef,
          rank: OWNER,
          from: id,
          brings: isWorkload(owner) ? BRINGS.all : BRINGS.named,
        },
      ]
    : [];
}

/** Whether an object is of another namespace than the member that has to do with it. */
const isElsewhere = (member: KubeObject, { metadata }: KubeObject): boolean =>
  metadata.namespace !== undefined &&
  metadata.namespace !== member.metadata.namespace;

/** What a member names, and what those name for it which others share. */
function namedBy(
  store: ClusterStore,
  { id, object, entityRef }: Member,
): Candidate[] {
  const candidate = (
    one: KubeObject,
    namer: KubeObject,
    name: Name,
  ): Candidate => {
    const { rank, isShared } = RELATIONS[name.relation];
    return {
      object: one,
      reason: naming(store, namer, name),
      entityRef,
      rank,
      from: id,
      brings:
        isShared || isElsewhere(object, one) ? BRINGS.nothing : BRINGS.all,
    };
  };
  const named = (from: KubeObject) =>
    namesOf(store, from)
      .filter(({ relation }) => RELATIONS[relation].brings === 'named')
      .filter(({ concerns }) => from === object || (concerns?.(object) ?? true))
      .flatMap(name =>
        store.resolve(name).map(one => candidate(one, from, name)),
      );
  const own = named(object);
  return [
    ...own,
    ...own
      .filter(({ brings }) => brings === BRINGS.nothing)
      .flatMap(shared => named(shared.object)),
  ];
}

/** What a member owns, where all of it belongs. */
const ownedBy = (
  store: ClusterStore,
  { id, object, entityRef }: Member,
): Candidate[] =>
  store.listOwnedBy(object.metadata.uid).map(one => ({
    object: one,
    reason: ownership(store, called(object), one),
    entityRef,
    rank: OWNED,
    from: id,
    brings: BRINGS.all,
  }));

/** What names a member, or selects its Pods, of the relations that bring that in. */
function namersOf(
  store: ClusterStore,
  { id: from, object }: Member,
): Candidate[] {
  const absent = isWorkload(object) ? absentOwnerOf(store, object) : undefined;
  const namers = [
    ...store.naming(object),
    // What sets how many Pods an owner has sets it for what that one owns.
    ...(absent ? store.namingAbsent(absent) : []),
  ].flatMap(({ object: namer, name }) => {
    const { brings, rank } = RELATIONS[name.relation];
    const reason = naming(store, namer, name);
    return brings === 'namer' ? [{ object: namer, reason, rank }] : [];
  });
  const selectors = (isWorkload(object) ? store.selecting(object) : []).map(
    ({ object: selector, selection }) => ({
      object: selector,
      reason: selecting(store, selector, selection, object),
      rank: RELATIONS[selection.relation].rank,
    }),
  );
  return [...namers, ...selectors].map(one => ({
    ...one,
    from,
    brings: isElsewhere(object, one.object) ? BRINGS.nothing : BRINGS.all,
  }));
}

/** All for which one member is a reason. */
const broughtBy = (
  store: ClusterStore,
  member: Member,
  { brings, isSeed }: Pick<Candidate, 'brings'> & { isSeed: boolean },
): Candidate[] =>
  brings === BRINGS.nothing
    ? []
    : [
        ...ownersOf(store, member, isSeed),
        ...(brings >= BRINGS.all ? ownedBy(store, member) : []),
        ...namedBy(store, member),
        ...namersOf(store, member),
      ];

/** The order of reasons: it hangs on what they say, never on what came first. */
function isLess(one: Candidate, other: Candidate): boolean {
  if (one.rank !== other.rank) {
    return one.rank < other.rank;
  }
  const wordOf = ({ from, reason }: Candidate) =>
    `${from} ${reason.fieldPath} ${reason.value} ${reason.text}`;
  return wordOf(one) < wordOf(other);
}

/**
 * So many reasons to belong are looked at of an app on a cluster. One of some
 * thousand workloads has a fifth of it; more is what selects, or names, each of
 * very many by each of very many.
 */
const MOST_REASONS = 200_000;

/** What belongs to an app on a cluster. */
export interface Closed {
  members: Member[];
  /** There is more than is looked at. */
  isCut: boolean;
}

/**
 * Closes an app over what its objects own, name, and are named and selected by,
 * until nothing more joins. The shortest way from what the app's entities name
 * is the reason to belong, and of several of that length the least; so the same
 * objects have the same reasons in whatever order they came.
 */
export function close(
  store: ClusterStore,
  seeds: ReadonlyArray<Pick<Member, 'object' | 'reason' | 'entityRef'>>,
): Closed {
  let looked = 0;
  const members = new Map<string, Member>();
  /** What each brings in by the best of its reasons. */
  const opened = new Map<string, Candidate['brings']>();
  const named = new Set(seeds.map(({ object }) => idOf(store.name, object)));
  let next: Candidate[] = seeds.map((seed, index) => ({
    ...seed,
    rank: index - seeds.length,
    from: '',
    brings: BRINGS.all,
  }));
  while (next.length > 0) {
    const best = new Map<string, Candidate>();
    const reopened = new Set<string>();
    for (const candidate of next) {
      const id = idOf(store.name, candidate.object);
      if (candidate.brings > (opened.get(id) ?? -1)) {
        opened.set(id, candidate.brings);
        reopened.add(id);
      }
      const known = best.get(id);
      if (!members.has(id) && (!known || isLess(candidate, known))) {
        best.set(id, candidate);
      }
    }
    for (const [id, { object, reason, entityRef }] of best) {
      members.set(id, { cluster: store.name, id, object, reason, entityRef });
    }
    next = [];
    for (const id of [...reopened].sort()) {
      const member = members.get(id);
      if (member && looked < MOST_REASONS) {
        const brings = opened.get(id) ?? BRINGS.nothing;
        const isSeed = named.has(id);
        for (const one of broughtBy(store, member, { brings, isSeed })) {
          next.push(one);
          looked++;
        }
      }
    }
  }
  return { members: [...members.values()], isCut: looked >= MOST_REASONS };
}
