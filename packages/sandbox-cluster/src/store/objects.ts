import { KubeObject } from '../objects';
import { KindDef, kindOf } from '../kinds';

/** Where an object stands in its kind: `namespace/name`, in etcd's order. */
export function placeOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** The objects of the cluster, with the indexes that are needed. They are never changed in place. */
export class ObjectTable {
  private readonly byKind = new Map<KindDef, Map<string, KubeObject>>();
  private readonly byUid = new Map<string, KubeObject>();
  private readonly byOwner = new Map<string, Map<string, KubeObject>>();

  get(
    def: KindDef,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    return this.byKind.get(def)?.get(placeOf(namespace, name));
  }

  /** By namespace and name, in order. */
  list(def: KindDef, namespace?: string): KubeObject[] {
    const objects = [...(this.byKind.get(def) ?? [])];
    return objects
      .filter(
        ([, object]) =>
          namespace === undefined || object.metadata.namespace === namespace,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  byId(uid: string): KubeObject | undefined {
    return this.byUid.get(uid);
  }

  namespace(name: string = ''): KubeObject | undefined {
    const def = kindOf('', 'Namespace');
    return def && this.get(def, undefined, name);
  }

  /** All that stands in a namespace. */
  contentOf(namespace: string): KubeObject[] {
    return [...this.byUid.values()].filter(
      object => object.metadata.namespace === namespace,
    );
  }

  ownedBy(uid: string): KubeObject[] {
    return [...(this.byOwner.get(uid)?.values() ?? [])];
  }

  /** Puts `object` in the place of `previous`; without `object`, takes that away. */
  replace(
    def: KindDef,
    previous: KubeObject | undefined,
    object: KubeObject | undefined,
  ): void {
    let objects = this.byKind.get(def);
    if (!objects) {
      objects = new Map();
      this.byKind.set(def, objects);
    }
    if (previous) {
      const { namespace, name, uid = '' } = previous.metadata;
      objects.delete(placeOf(namespace, name));
      this.byUid.delete(uid);
      for (const owner of previous.metadata.ownerReferences ?? []) {
        const owned = this.byOwner.get(owner.uid);
        owned?.delete(uid);
        if (owned?.size === 0) {
          this.byOwner.delete(owner.uid);
        }
      }
    }
    if (object) {
      const { namespace, name, uid = '' } = object.metadata;
      objects.set(placeOf(namespace, name), object);
      this.byUid.set(uid, object);
      for (const owner of object.metadata.ownerReferences ?? []) {
        const owned = this.byOwner.get(owner.uid) ?? new Map();
        this.byOwner.set(owner.uid, owned.set(uid, object));
      }
    }
  }

  /** Every object, with its kind. */
  *all(): Iterable<[KindDef, KubeObject]> {
    for (const [def, objects] of this.byKind) {
      for (const object of objects.values()) {
        yield [def, object];
      }
    }
  }
}
