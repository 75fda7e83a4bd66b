import { Clock } from '../../clock';
import { KindTable } from '../kinds/kindTable';
import { ObjectStore } from '../store/objectStore';
import { KubeObject } from '../types';

/** What is removed at a time of what has had its time. */
const MAX_SWEPT = 1_000;

/** A store as those who fill it see it. */
export type Kept = Pick<ObjectStore, 'get' | 'list' | 'put' | 'remove'>;

/** Fills a store, and of kinds whose objects come without end keeps what these say. */
export interface Keeper extends Kept {
  /** Removes what has had its time; what is too much for one time is left for the next. */
  sweep(): void;
}

interface Passed {
  object: KubeObject;
  at: number;
  /** From then on it is kept no more. */
  until: number;
}

/** @see {@link Keeper} */
export function createKeeper(options: {
  store: Kept;
  kinds: Pick<KindTable, 'of'>;
  clock: Clock;
}): Keeper {
  const { store, kinds, clock } = options;
  /** What is kept of them, by what it tells of. */
  const passed = new Map<string, readonly Passed[]>();
  const passingOf = (object: KubeObject) => kinds.of(object)?.watch?.passing;

  /** Keeps these of what tells of the same, and no other. */
  function keep(about: string, kept: readonly Passed[]) {
    const uids = new Set(kept.map(({ object }) => object.metadata.uid));
    (passed.get(about) ?? [])
      .filter(({ object }) => !uids.has(object.metadata.uid))
      .forEach(({ object }) => store.remove(object));
    if (kept.length > 0) {
      passed.set(about, kept);
    } else {
      passed.delete(about);
    }
  }

  const others = (about: string, { metadata }: KubeObject) =>
    (passed.get(about) ?? []).filter(
      ({ object }) => object.metadata.uid !== metadata.uid,
    );

  return {
    get: store.get,
    list: store.list,
    put(object) {
      const passing = passingOf(object);
      if (!passing) {
        store.put(object);
        return;
      }
      const told = passing.of(object);
      if (!told) {
        return;
      }
      const now = clock().getTime();
      const { about } = told;
      // What claims to be of later is of now, or it would stay the latest.
      const at = Math.min(told.at ?? now, now);
      const one = { object, at, until: at + passing.maxAgeMs };
      const kept = [...others(about, object), one]
        .filter(({ until }) => until > now)
        .sort((a, b) => b.at - a.at)
        .slice(0, passing.most);
      keep(about, kept);
      if (kept.includes(one)) {
        store.put(object);
      }
    },
    remove(object) {
      const told = passingOf(object)?.of(object);
      if (told) {
        keep(told.about, others(told.about, object));
      }
      store.remove(object);
    },
    sweep() {
      const now = clock().getTime();
      let left = MAX_SWEPT;
      for (const [about, all] of passed) {
        const kept = all.filter(({ until }) => until > now);
        if (kept.length < all.length) {
          keep(about, kept);
          left -= all.length - kept.length;
        }
        if (left <= 0) {
          return;
        }
      }
    },
  };
}
