import { Enforcement } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { groupOf } from '@hybrid-apps/network-policy';
import { isOwnedBy, KubeObject, ObjectKey, TEMPLATES } from '../../clusters';
import { getOrMake } from '../../getOrMake';
import { Known, StoreChange } from '../feed';
import { PolicyKind, PolicyStore } from '../policyStore';
import { StoreStart } from './messages';

/** What policy reads of a cluster, held where policy runs. */
export interface Mirror extends PolicyStore {
  readonly enforcement: Enforcement;
  change(change: StoreChange): void;
}

/** By group and kind, by namespace (`''` for none), by name. */
type Objects = Map<string, Map<string, Map<string, KubeObject>>>;

const kindKey = (group: string, kind: string) => `${group}/${kind}`;

/** An empty one, of which nothing is known. */
export function createMirror({ name, kinds, templates }: StoreStart): Mirror {
  const byKind = new Map<string, PolicyKind>(
    kinds.flatMap(one =>
      one.groups.map((group): [string, PolicyKind] => [
        kindKey(group, one.kind),
        one,
      ]),
    ),
  );
  const objects: Objects = new Map();
  const byUid = new Map<string, KubeObject>();
  let revision = 0;
  let known: Known = {
    knowledge: [{ cluster: name, kind: '*', state: 'syncing' }],
    enforcement: { cluster: name, enforced: 'unknown' },
  };

  const get = ({ group, kind, namespace = '', name: called }: ObjectKey) =>
    objects.get(kindKey(group, kind))?.get(namespace)?.get(called);

  function put(object: KubeObject) {
    const { metadata, kind } = object;
    const { namespace = '', name: called } = metadata;
    const ofKind = getOrMake(
      objects,
      kindKey(groupOf(object.apiVersion), kind),
      () => new Map(),
    );
    const named = getOrMake(ofKind, namespace, () => new Map());
    const before = named.get(called);
    if (before) {
      byUid.delete(before.metadata.uid);
    }
    const held = { ...object, [TEMPLATES]: templates };
    named.set(called, held);
    byUid.set(metadata.uid, held);
  }

  function remove({ uid, ...key }: ObjectKey & { uid: string }) {
    const object = get(key);
    if (object?.metadata.uid !== uid) {
      return;
    }
    objects
      .get(kindKey(key.group, key.kind))
      ?.get(key.namespace ?? '')
      ?.delete(key.name);
    byUid.delete(uid);
  }

  return {
    name,
    kinds: {
      all: kinds,
      templates,
      of: ({ apiVersion, kind }) =>
        byKind.get(kindKey(groupOf(apiVersion), kind)),
    },
    get revision() {
      return revision;
    },
    get enforcement() {
      return known.enforcement;
    },
    get,
    list: ({ group, kind }) =>
      [...(objects.get(kindKey(group, kind))?.values() ?? [])].flatMap(
        named => [...named.values()],
      ),
    knowledge: () => known.knowledge,
    controllerOf: object =>
      object.metadata.ownerReferences
        ?.flatMap(({ uid }) => byUid.get(uid) ?? [])
        .find(owner => isOwnedBy(object, owner, { asController: true })),
    change(change) {
      revision++;
      if ('put' in change) {
        put(change.put);
      } else if ('gone' in change) {
        remove(change.gone);
      } else {
        known = change.known;
      }
    },
  };
}
