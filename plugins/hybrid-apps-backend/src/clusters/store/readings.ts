import { ClusterStore, Reading } from '../types';

/**
 * What an answer of a store hangs on. Objects touch the places where they are
 * found: as they were, and as they are.
 */
export type PlaceKind =
  /** Any key that means an object. */
  | 'key'
  | 'uid'
  /** The uid of an owner. */
  | 'owner'
  | 'label'
  | 'podLabel'
  /** A namespace, and a word of the labels of Pods. */
  | 'pods'
  /** A key that something names. */
  | 'named'
  /** A namespace, and a word of what selects Pods there. */
  | 'selector'
  /** A kind in a namespace, or in the whole cluster. */
  | 'kind'
  /** What is known of all kinds. */
  | 'knowledge';

/** Is told each place that is read. */
export type Note = (kind: PlaceKind, word: string) => void;

/**
 * A place as a number, as there are many of them for each view (FNV-1a, 32 bits).
 * Where two have the same one, something is computed that need not be.
 */
function placeOf(kind: PlaceKind, word: string): number {
  const text = `${kind} ${word}`;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash;
}

interface Open {
  /** Each once; a list takes a third of the room of a set. */
  places: number[];
  isStale: boolean;
}

/** Knows who read which places of one store. A reading that is stale or has ended takes no room. */
export function createReadings() {
  /** Most places are read by one alone. */
  const byPlace = new Map<number, Open | Set<Open>>();

  function add(place: number, open: Open) {
    const known = byPlace.get(place);
    if (known === open || (known instanceof Set && known.has(open))) {
      return;
    }
    if (known instanceof Set) {
      known.add(open);
    } else {
      byPlace.set(place, known ? new Set([known, open]) : open);
    }
    open.places.push(place);
  }

  function end(open: Open) {
    for (const place of open.places) {
      const known = byPlace.get(place);
      if (known === open) {
        byPlace.delete(place);
      } else if (known instanceof Set) {
        known.delete(open);
        if (known.size === 0) {
          byPlace.delete(place);
        }
      }
    }
    open.places = [];
  }

  function makeStale(open: Open) {
    open.isStale = true;
    end(open);
  }

  return {
    /** @param readWith - gives a store that notes what is read of it */
    open(readWith: (note: Note) => ClusterStore): Reading {
      const open: Open = { places: [], isStale: false };
      let hasEnded = false;
      const store = readWith((kind, word) => {
        if (!hasEnded && !open.isStale) {
          add(placeOf(kind, word), open);
        }
      });
      return {
        store,
        get isStale() {
          return open.isStale;
        },
        end() {
          hasEnded = true;
          end(open);
        },
      };
    },
    /** Something changed there. */
    touch(kind: PlaceKind, word: string) {
      const found = byPlace.get(placeOf(kind, word));
      if (found instanceof Set) {
        [...found].forEach(makeStale);
      } else if (found) {
        makeStale(found);
      }
    },
    get size() {
      return byPlace.size;
    },
  };
}
