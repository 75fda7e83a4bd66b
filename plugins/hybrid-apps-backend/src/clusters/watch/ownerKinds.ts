import { groupOf } from '@hybrid-apps/network-policy';
import { Kinds, KubeObject, ServedKind } from '../types';

/** Owners that nobody described, by the kinds that objects name as what controls them. */
export interface OwnerKinds {
  /**
   * Takes an object as it is now.
   *
   * @param isHere - whether it is there still
   * @returns whether it names a kind that nothing named before
   */
  saw(object: KubeObject, isHere: (object: KubeObject) => boolean): boolean;
  /**
   * Which of the kinds that a cluster serves to read: those that are read
   * already, then those that objects of most namespaces name, so that one
   * namespace with many made-up owners takes nobody's place.
   */
  choose(
    served: readonly ServedKind[],
    isRead: (kind: ServedKind) => boolean,
  ): { read: ServedKind[]; left: ServedKind[] };
}

export const keyOfKind = ({
  group,
  kind,
}: Pick<ServedKind, 'group' | 'kind'>): string => `${group}/${kind}`;

const typeOf = ({ group, version, kind }: ServedKind) => ({
  apiVersion: `${group}/${version}`,
  kind,
});

const READ_VERBS = ['list', 'watch'];

/**
 * Whether a kind is an operator's own, which its CRD has in a group with a
 * domain. What Kubernetes itself serves is described, or is not for the portal:
 * Secrets above all.
 * Source: Kubernetes API conventions, API groups; KEP-2337, protected groups (`*.k8s.io`).
 */
const isOperators = ({ group, verbs }: ServedKind): boolean =>
  group.includes('.') &&
  !/(^|\.)k8s\.io$/.test(group) &&
  READ_VERBS.every(verb => verbs.includes(verb));

/** @param max - so many kinds are read */
export function createOwnerKinds(
  kinds: Pick<Kinds, 'of'>,
  max: number,
): OwnerKinds {
  /** What each object names, by its uid. */
  const byObject = new Map<string, { key: string; namespace: string }>();
  /** In which namespaces a kind is named, and by how many objects. */
  const byKind = new Map<string, Map<string, number>>();

  function count(key: string, namespace: string, by: 1 | -1) {
    const namespaces = byKind.get(key) ?? new Map<string, number>();
    const left = (namespaces.get(namespace) ?? 0) + by;
    if (left > 0) {
      namespaces.set(namespace, left);
      byKind.set(key, namespaces);
    } else {
      namespaces.delete(namespace);
    }
    if (namespaces.size === 0) {
      byKind.delete(key);
    }
  }

  function ownerOf({ metadata: { ownerReferences } }: KubeObject) {
    const owner = ownerReferences?.find(({ controller }) => controller);
    return owner && !kinds.of(owner)
      ? keyOfKind({ group: groupOf(owner.apiVersion), kind: owner.kind })
      : undefined;
  }

  const namedBy = (kind: ServedKind) => byKind.get(keyOfKind(kind))?.size ?? 0;

  return {
    saw(object, isHere) {
      const { uid, namespace = '' } = object.metadata;
      const before = byObject.get(uid);
      const owner = ownerOf(object);
      if (!before && owner === undefined) {
        return false;
      }
      const key = isHere(object) ? owner : undefined;
      if (before?.key === key) {
        return false;
      }
      if (before) {
        byObject.delete(uid);
        count(before.key, before.namespace, -1);
      }
      if (key === undefined) {
        return false;
      }
      const isNew = !byKind.has(key);
      byObject.set(uid, { key, namespace });
      count(key, namespace, 1);
      return isNew;
    },
    choose(served, isRead) {
      const named = served.filter(
        kind => isOperators(kind) && !kinds.of(typeOf(kind)) && namedBy(kind),
      );
      const inOrder = named.sort(
        (a, b) =>
          Number(isRead(b)) - Number(isRead(a)) ||
          namedBy(b) - namedBy(a) ||
          (keyOfKind(a) < keyOfKind(b) ? -1 : 1),
      );
      return { read: inOrder.slice(0, max), left: inOrder.slice(max) };
    },
  };
}
