import { EMPTY } from '../ports/table';
import type { OutcomeTable } from './outcomes';
import type { Track } from './tracks';

/** A rule that matches some ports: `sure` of them, and `maybe` (which holds the sure ones). */
export interface Item {
  readonly index: number;
  readonly sure: number;
  readonly maybe: number;
}

/** What the rules that match make of all connections; what `decide` is for one, for all at once. */
function outcomeOf(
  items: ReadonlyMap<number, Item>,
  track: Track,
  outcomes: OutcomeTable,
): number {
  const { sets } = outcomes;
  let allow = EMPTY;
  let deny = EMPTY;
  let live = outcomes.universe;
  let index = 0;
  for (const tier of track.tiers) {
    let current = live;
    let leaving = EMPTY;
    for (const group of tier.groups) {
      let settled = EMPTY;
      for (const { policy } of group) {
        let open = current;
        for (const rule of policy[track.direction] ?? []) {
          const item = items.get(index);
          index++;
          if (!item || rule.action === 'Log') {
            continue;
          }
          const matched = sets.intersect(item.maybe, open);
          if (rule.action === 'Allow') {
            allow = sets.unite(allow, matched);
          } else if (rule.action === 'Deny') {
            deny = sets.unite(deny, matched);
          } else {
            leaving = sets.unite(leaving, matched);
          }
          open = sets.subtract(open, item.sure);
        }
        settled = sets.unite(settled, sets.subtract(current, open));
      }
      current = sets.subtract(current, settled);
    }
    if (tier.tier.defaultAction === 'Deny') {
      deny = sets.unite(deny, current);
      current = EMPTY;
    }
    live = sets.unite(current, leaving);
  }
  allow = sets.unite(allow, live);
  return outcomes.intern(sets.subtract(allow, deny), allow);
}

/**
 * Sorts columns by the rules that match them, rule by rule: columns that the
 * same rules match stay in one group, whose outcome is computed once.
 */
export interface Grouping {
  /** Begins with the next rule. */
  readonly nextRule: () => void;
  /** Tells that the rule matches a column. */
  readonly match: (column: number, item: Item) => void;
  /** The outcome of each column. */
  readonly finish: (track: Track, outcomes: OutcomeTable) => Uint32Array;
}

/** Rows of one outcome alone, each made once for a table and a length. */
const uniformRows = new WeakMap<OutcomeTable, Map<string, Uint32Array>>();

function uniformRow(
  columns: number,
  outcome: number,
  outcomes: OutcomeTable,
): Uint32Array {
  const rows = uniformRows.get(outcomes) ?? new Map<string, Uint32Array>();
  uniformRows.set(outcomes, rows);
  const key = `${columns}/${outcome}`;
  const row = rows.get(key) ?? new Uint32Array(columns).fill(outcome);
  rows.set(key, row);
  return row;
}

export function createGrouping(columns: number): Grouping {
  // Most rules are about none of the columns, where these are few.
  let groupOf: Uint32Array | undefined;
  const groups: { readonly parent: number; readonly item?: Item }[] = [
    { parent: 0 },
  ];
  // Where columns of a group go when the current rule matches them, by item.
  let next = new Map<Item, number[]>();
  return {
    nextRule: () => {
      next = new Map();
    },
    match: (column, item) => {
      let targets = next.get(item);
      if (!targets) {
        targets = [];
        next.set(item, targets);
      }
      groupOf ??= new Uint32Array(columns);
      const from = groupOf[column];
      let to: number | undefined = targets[from];
      if (to === undefined) {
        to = groups.length;
        groups.push({ parent: from, item });
        targets[from] = to;
      }
      groupOf[column] = to;
    },
    finish: (track, outcomes) => {
      if (!groupOf) {
        const outcome = outcomeOf(new Map(), track, outcomes);
        return uniformRow(columns, outcome, outcomes);
      }
      const results: (number | undefined)[] = [];
      return groupOf.map(group => {
        let result = results[group];
        if (result === undefined) {
          const items = new Map<number, Item>();
          for (let at = group; at !== 0; at = groups[at].parent) {
            const { item } = groups[at];
            if (item) {
              items.set(item.index, item);
            }
          }
          result = outcomeOf(items, track, outcomes);
          results[group] = result;
        }
        return result;
      });
    },
  };
}
