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
import { naming, ownership, selecting } from './evidence';
import { OWNED, OWNER, RELATIONS } from './relations';
import { Member } from './types';

/** A reason for an object to belong. */
interface Candidate {
  object: KubeObject;
  reason: Evidence;
  entityRef?: string;
  /** The rank of the relation, then the member that it comes of. */
  rank: number;
  from: string;
  /** It is there as an owner: what else it owns is no part of the app for that. */
  isOwner?: true;
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

/**
 * What controls an object, where it is here. A node owns its static Pods, and is
 * no part of an app.
 * Source: Kubernetes, concepts, Static Pods, mirror Pods.
 */
export function ownerOf(
  store: ClusterStore,
  object: KubeObject,
): KubeObject | undefined {
  const owner = store.controllerOf(object);
  return owner && kindKey(owner) !== '/Node' ? owner : undefined;
}

/** A reason, but for the member that it comes of. */
type Reason = Omit<Candidate, 'from'>;

/** What owns a member, and, where all of it belongs, what it owns. */
function byOwnership(
  store: ClusterStore,
  { object, entityRef }: Member,
  ownsMore: boolean,
): Reason[] {
  const owner = ownerOf(store, object);
  const owned = ownsMore ? store.listOwnedBy(object.metadata.uid) : [];
  return [
    ...(owner
      ? [
          {
            object: owner,
            reason: ownership(store, called(owner), object),
            entityRef,
            rank: OWNER,
            // A Deployment is all of its Pods, whichever of them led to it.
            ...(!isWorkload(owner) && { isOwner: true as const }),
          },
        ]
      : []),
    ...owned.map(one => ({
      object: one,
      reason: ownership(store, called(object), one),
      entityRef,
      rank: OWNED,
    })),
  ];
}

/** What a member names, of the relations that bring that in. */
const named = (store: ClusterStore, { object, entityRef }: Member): Reason[] =>
  namesOf(store, object).flatMap(name => {
    const { brings, rank } = RELATIONS[name.relation];
    const reason = naming(store, object, name);
    return brings === 'named'
      ? store
          .resolve(name)
          .map(one => ({ object: one, reason, entityRef, rank }))
      : [];
  });

/** What names a member, or selects its Pods, of the relations that bring that in. */
const namers = (store: ClusterStore, { object }: Member): Reason[] => [
  ...store.naming(object).flatMap(({ object: namer, name }) => {
    const { brings, rank } = RELATIONS[name.relation];
    const reason = naming(store, namer, name);
    return brings === 'namer' ? [{ object: namer, reason, rank }] : [];
  }),
  ...(isWorkload(object) ? store.selecting(object) : []).map(
    ({ object: selector, selection }) => ({
      object: selector,
      reason: selecting(store, selector, selection, object),
      rank: RELATIONS[selection.relation].rank,
    }),
  ),
];

/** All for which one member is a reason. */
const broughtBy = (
  store: ClusterStore,
  member: Member,
  ownsMore: boolean,
): Candidate[] =>
  [
    ...byOwnership(store, member, ownsMore),
    ...named(store, member),
    ...namers(store, member),
  ].map(reason => ({ ...reason, from: member.id }));

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
 * Closes an app over what its objects own, name, and are named and selected by,
 * until nothing more joins. The shortest way from what the app's entities name
 * is the reason to belong, and of several of that length the least; so the same
 * objects have the same reasons in whatever order they came.
 */
export function close(
  store: ClusterStore,
  seeds: ReadonlyArray<Pick<Member, 'object' | 'reason' | 'entityRef'>>,
): Member[] {
  const members = new Map<string, Member>();
  /** Of whom what they own belongs too. */
  const opened = new Set<string>();
  let next: Candidate[] = seeds.map((seed, index) => ({
    ...seed,
    rank: index - seeds.length,
    from: '',
  }));
  while (next.length > 0) {
    const best = new Map<string, Candidate>();
    const reopened = new Set<string>();
    for (const candidate of next) {
      const id = idOf(store.name, candidate.object);
      if (!candidate.isOwner && !opened.has(id)) {
        opened.add(id);
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
    next = [...new Set([...best.keys(), ...reopened])].flatMap(id => {
      const member = members.get(id);
      return member ? broughtBy(store, member, opened.has(id)) : [];
    });
  }
  return [...members.values()];
}
