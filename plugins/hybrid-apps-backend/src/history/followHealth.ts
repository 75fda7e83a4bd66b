import { Clock, systemClock } from '../clock';
import { Clusters, ClusterStore, KubeObject } from '../clusters';
import { categoryOf, healthOf, holdersOf } from '../kinds';
import { idOf, knowsKindOf, nameOf } from '../objects';
import { isComponent, told } from './observe';
import { ToldHealth, Trail } from './trail';

/** Of a change of very many objects at once, the last are enough to know it again. */
const MAX_CAUSES = 4;

/** What looks at no more objects is judged after each change. */
const FEW = 50;

/**
 * How long, in milliseconds, what looked at more rests for each of them: some
 * five times as long as it takes to look. A roll-out of a thousand Pods would
 * else keep the process busy, as each change of a Pod looks at them all.
 */
const REST_MS = 0.2;

/** The very object, as it is now; not another one of its name. */
function hereOf(object: KubeObject, store: ClusterStore) {
  const here = store.get(nameOf(object));
  return here?.metadata.uid === object.metadata.uid ? here : undefined;
}

/** As every replica calls this change of an object. */
function causeOf(object: KubeObject, store: ClusterStore): string {
  const { uid, resourceVersion } = object.metadata;
  return `${uid}@${hereOf(object, store) ? resourceVersion : 'gone'}`;
}

/** What may be a component, with the latest changes of what it holds. */
function holdersIn(
  objects: readonly KubeObject[],
  store: ClusterStore,
): Map<KubeObject, string[]> {
  const holders = new Map<KubeObject, string[]>();
  for (const object of objects) {
    const cause = causeOf(object, store);
    for (const holder of [object, ...holdersOf(object, store)]) {
      if (
        isComponent(categoryOf(holder, store.kinds)) &&
        store.kinds.of(holder)?.drawn !== 'never'
      ) {
        const causes = holders.get(holder) ?? [];
        holders.set(holder, [...causes, cause].slice(-MAX_CAUSES));
      }
    }
  }
  return holders;
}

/** How an object is, and how many others that hangs on. */
function judge(object: KubeObject, store: ClusterStore) {
  let looked = 0;
  const counted = (objects: readonly KubeObject[]) => {
    looked += objects.length;
    return objects;
  };
  const { name, kinds, get, knowledge, problemOf, wantedOf } = store;
  const { state, reason } = healthOf(object, {
    name,
    kinds,
    get,
    knowledge,
    problemOf,
    wantedOf,
    list: query => counted(store.list(query)),
    matching: (namespace, selector) =>
      counted(store.matching(namespace, selector)),
    eventsOf: about => counted(store.eventsOf(about)),
    listByLabel: (label, value) => counted(store.listByLabel(label, value)),
    listOwnedBy: uid => counted(store.listOwnedBy(uid)),
  });
  return { health: told<ToldHealth>(state), reason, looked };
}

/**
 * Keeps the trail of every component, as the watch tells of it: after each
 * change of an object, the health of that object and of what controls it. What
 * hangs on very many others is judged now and then. What a component merely
 * names, like a claim, is seen as the apps are looked at.
 *
 * @returns a function that ends it
 */
export function followHealth(options: {
  clusters: Pick<Clusters, 'subscribe'> & {
    get(cluster: string): { store: ClusterStore } | undefined;
  };
  trail: Trail;
  clock?: Clock;
}): () => void {
  const { clusters, trail, clock = systemClock } = options;
  /** Those that looked at many a while ago, by id; what to do as that ends. */
  const resting = new Map<
    string,
    { timer: NodeJS.Timeout; again?: () => void }
  >();

  function rest(id: string, looked: number) {
    const timer = setTimeout(() => {
      const again = resting.get(id)?.again;
      resting.delete(id);
      again?.();
    }, looked * REST_MS * (resting.size + 1));
    timer.unref();
    resting.set(id, { timer });
  }

  function see(holder: KubeObject, store: ClusterStore, causes: string[]) {
    const id = idOf(store.name, holder);
    const at = clock().toISOString();
    const here = hereOf(holder, store);
    if (!here) {
      if (knowsKindOf(id, [store])) {
        trail.see(id, { at, health: 'gone', causes });
      }
      return;
    }
    const pause = resting.get(id);
    if (pause) {
      pause.again = () => see(here, store, causes);
      return;
    }
    const { health, reason, looked } = judge(here, store);
    if (health) {
      trail.see(id, { at, health, causes, ...(reason && { reason }) });
    }
    if (looked > FEW) {
      rest(id, looked);
    }
  }

  const unsubscribe = clusters.subscribe(({ cluster, objects }) => {
    const store = clusters.get(cluster)?.store;
    // Half a picture makes news of what was always so.
    if (store && !store.knowledge().some(({ state }) => state === 'syncing')) {
      holdersIn(objects, store).forEach((causes, holder) =>
        see(holder, store, causes),
      );
    }
  });
  return () => {
    unsubscribe();
    resting.forEach(({ timer }) => clearTimeout(timer));
  };
}
