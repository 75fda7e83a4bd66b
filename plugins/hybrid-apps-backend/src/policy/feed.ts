import {
  Enforcement,
  KindKnowledge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { groupOf } from '@hybrid-apps/network-policy';
import { isDeepStrictEqual } from 'node:util';
import { ClusterStore, KubeObject, ObjectKey } from '../clusters';
import { nameOf } from '../objects';
import { decisiveGaps } from './modelObjects';
import { NAMESPACES } from './reader';
import { isRead, readKinds, readPart } from './readPart';

/** What policy reads of a cluster beside its objects. */
export interface Known {
  knowledge: readonly KindKnowledge[];
  enforcement: Enforcement;
}

/** One thing that is another for policy than it was. */
export type StoreChange =
  | { put: KubeObject }
  | { gone: ObjectKey & { uid: string } }
  | { known: Known };

/** Finds what of a store is news to policy. */
export interface Feed {
  /** Another one after each change that policy may tell of. */
  readonly version: string;
  /** Looks at these, which came, changed or went, and at what is known. */
  take(objects: readonly KubeObject[]): void;
  /** Looks at everything. */
  takeAll(): void;
  /** All that there is as changes, for who knows nothing yet. */
  all(): StoreChange[];
}

/** By what runs in a cluster it is told whether policies are enforced. */
const TELLING_KINDS = new Set([
  '/Namespace',
  '/Node',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apps/DaemonSet',
  'apps/Deployment',
]);

const kindOf = ({ apiVersion, kind }: KubeObject) =>
  `${groupOf(apiVersion)}/${kind}`;

/** No two have the same. */
let lastVersion = 0;

/**
 * @param onChange - is told what is news, as the store holds it
 */
export function createFeed(
  store: ClusterStore,
  enforcementOf: (store: ClusterStore) => Enforcement,
  onChange: (change: StoreChange) => void = () => {},
): Feed {
  const { kinds } = store;
  /** What was looked at last, by kind and uid: the objects are the store's own, so this takes little room. */
  const taken = new Map<string, Map<string, KubeObject>>();
  let known: Known | undefined;
  let version = ++lastVersion;

  function tell(change: StoreChange) {
    version = ++lastVersion;
    onChange(change);
  }

  function takeKnown(isToldAnew: boolean) {
    const all = store.knowledge();
    const next: Known = {
      knowledge: [
        ...decisiveGaps(store),
        ...all
          .filter(
            ({ kind, state }) =>
              kind === NAMESPACES && (state === 'synced' || state === 'absent'),
          )
          .map(({ cluster, kind, state, namespaces }) => ({
            cluster,
            kind,
            state,
            ...(namespaces && { namespaces }),
          })),
      ],
      enforcement:
        known && !isToldAnew ? known.enforcement : enforcementOf(store),
    };
    if (!known || !isDeepStrictEqual(known, next)) {
      known = next;
      tell({ known: next });
    }
  }

  function takeOne(object: KubeObject) {
    const kind = kindOf(object);
    const { uid } = object.metadata;
    const ofKind = taken.get(kind) ?? new Map<string, KubeObject>();
    taken.set(kind, ofKind);
    const key = nameOf(object);
    const now = store.get(key);
    const before = ofKind.get(uid);
    if (now?.metadata.uid !== uid) {
      if (before) {
        ofKind.delete(uid);
        tell({ gone: { ...key, uid } });
      }
      return;
    }
    ofKind.set(uid, now);
    const isNews =
      !before ||
      (before !== now &&
        !isDeepStrictEqual(readPart(before, kinds), readPart(now, kinds)));
    if (isNews) {
      tell({ put: now });
    }
  }

  const feed: Feed = {
    get version() {
      return String(version);
    },
    take(objects) {
      objects.filter(object => isRead(object, kinds)).forEach(takeOne);
      takeKnown(
        objects.length === 0 ||
          objects.some(object => TELLING_KINDS.has(kindOf(object))),
      );
    },
    takeAll() {
      [...taken.values()]
        .flatMap(ofKind => [...ofKind.values()])
        .filter(object => store.get(nameOf(object)) !== object)
        .forEach(takeOne);
      readKinds(kinds)
        .flatMap(({ groups, kind }) =>
          groups.flatMap(group => store.list({ group, kind })),
        )
        .forEach(takeOne);
      takeKnown(true);
    },
    all: () => [
      ...(known ? [{ known }] : []),
      ...[...taken.values()].flatMap(ofKind =>
        [...ofKind.values()].map(put => ({ put })),
      ),
    ],
  };
  feed.takeAll();
  return feed;
}
