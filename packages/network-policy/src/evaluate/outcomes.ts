import { ALL_CONNECTIONS, ALL_IP_CONNECTIONS } from '../ports/connectionSet';
import type { ConnectionSet } from '../ports/connectionSet';
import { EMPTY, createSetTable, memoizePairs } from '../ports/table';
import type { SetTable } from '../ports/table';

/**
 * What policies say of all connections between two ends at once: those that are
 * allowed, and those that may be. By number, like the sets in it.
 */
export interface OutcomeTable {
  readonly sets: SetTable;
  /** Every connection that there can be. */
  readonly universe: number;
  readonly nothing: number;
  readonly everything: number;
  /** Nobody can tell of any. */
  readonly unknown: number;
  readonly intern: (allowed: number, possible: number) => number;
  readonly allowed: (outcome: number) => ConnectionSet;
  /** Those of which nobody can tell: possible, and not surely allowed. */
  readonly uncertain: (outcome: number) => ConnectionSet;
  /** Both ends must agree. */
  readonly both: (a: number, b: number) => number;
  /** Any of several pods will do. */
  readonly either: (a: number, b: number) => number;
}

export function createOutcomeTable(calico: boolean): OutcomeTable {
  const sets = createSetTable();
  const universe = sets.intern(calico ? ALL_IP_CONNECTIONS : ALL_CONNECTIONS);
  const allowed: number[] = [];
  const possible: number[] = [];
  const uncertain: number[] = [];
  const ids: Map<number, number>[] = [];
  const intern = (sure: number, maybe: number): number => {
    ids[sure] ??= new Map();
    let id = ids[sure].get(maybe);
    if (id === undefined) {
      id = allowed.length;
      allowed.push(sure);
      possible.push(maybe);
      uncertain.push(sets.subtract(maybe, sure));
      ids[sure].set(maybe, id);
    }
    return id;
  };
  const nothing = intern(EMPTY, EMPTY);
  const both = memoizePairs((a, b) =>
    intern(
      sets.intersect(allowed[a], allowed[b]),
      sets.intersect(possible[a], possible[b]),
    ),
  );
  const either = memoizePairs((a, b) =>
    intern(
      sets.unite(allowed[a], allowed[b]),
      sets.unite(possible[a], possible[b]),
    ),
  );
  return {
    sets,
    universe,
    nothing,
    everything: intern(universe, universe),
    unknown: intern(EMPTY, universe),
    intern,
    allowed: id => sets.get(allowed[id]),
    uncertain: id => sets.get(uncertain[id]),
    both,
    either,
  };
}
