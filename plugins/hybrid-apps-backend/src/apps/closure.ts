import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  Name,
  Selection,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { ClusterStore, KubeObject } from '../clusters';
import {
  called,
  formatSelector,
  idOf,
  isMadeByWorkload,
  isVm,
  isWorkload,
  kindKey,
  nodeId,
  objectField,
} from '../objects';
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

const ownsText = (owner: KubeObject, owned: KubeObject) =>
  `${called(owner)} owns ${called(owned)}`;

/** That one object owns another, as the latter says. */
export const ownership = (
  store: ClusterStore,
  owner: KubeObject,
  owned: KubeObject,
): Evidence => ({
  text: ownsText(owner, owned),
  object: objectField(store.name, owned),
  fieldPath: 'metadata.ownerReferences',
});

/** That an object names another, as it says. */
export const naming = (
  store: ClusterStore,
  object: KubeObject,
  { text, fieldPath, value, to }: Name,
): Evidence => ({
  text,
  object: objectField(store.name, object),
  fieldPath,
  value: value ?? to.name,
});

const SELECTING: Readonly<Record<Selection['relation'], string>> = {
  selects: 'selects the Pods of',
  protects: 'bounds how many may be taken away of the Pods of',
};

/** That an object selects the Pods of a workload. */
export const selecting = (
  store: ClusterStore,
  object: KubeObject,
  { relation, fieldPath, selector }: Selection,
  workload: KubeObject,
): Evidence => ({
  text: `${called(object)} ${
    SELECTING[relation] ?? 'selects the Pods of'
  } ${called(workload)}`,
  object: objectField(store.name, object),
  fieldPath,
  value: formatSelector(selector) || 'every Pod of the namespace',
});

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

/** All for which one member is a reason. */
function broughtBy(
  store: ClusterStore,
  { id, object, entityRef }: Member,
  ownsMore: boolean,
): Candidate[] {
  const owner = ownerOf(store, object);
  const owners: Candidate[] = owner
    ? [
        {
          object: owner,
          reason: ownership(store, owner, object),
          entityRef,
          rank: OWNER,
          from: id,
          // A Deployment is all of its Pods, whichever of them led to it.
          ...(!isWorkload(owner) && { isOwner: true }),
        },
      ]
    : [];
  const owned = ownsMore
    ? store.listOwnedBy(object.metadata.uid).map(
        (one): Candidate => ({
          object: one,
          reason: ownership(store, object, one),
          entityRef,
          rank: OWNED,
          from: id,
        }),
      )
    : [];
  const named = namesOf(store, object).flatMap(name => {
    const { brings, rank } = RELATIONS[name.relation];
    return brings === 'named'
      ? store.resolve(name).map(
          (one): Candidate => ({
            object: one,
            reason: naming(store, object, name),
            entityRef,
            rank,
            from: id,
          }),
        )
      : [];
  });
  const namers = store.naming(object).flatMap(({ object: namer, name }) => {
    const { brings, rank } = RELATIONS[name.relation];
    return brings === 'namer'
      ? [
          {
            object: namer,
            reason: naming(store, namer, name),
            rank,
            from: id,
          },
        ]
      : [];
  });
  const selectors = isWorkload(object)
    ? store.selecting(object).map(
        ({ object: selector, selection }): Candidate => ({
          object: selector,
          reason: selecting(store, selector, selection, object),
          rank: RELATIONS[selection.relation].rank,
          from: id,
        }),
      )
    : [];
  return [...owners, ...owned, ...named, ...namers, ...selectors];
}

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
