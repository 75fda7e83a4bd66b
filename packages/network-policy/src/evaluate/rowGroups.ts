import type { Rule } from '../policies/types';
import { EMPTY } from '../ports/table';
import type { OutcomeTable } from './outcomes';
import type { Track } from './tracks';

/** A rule that matches some ports: `sure` of them, and `maybe` (which holds the sure ones). */
export interface Item {
  readonly index: number;
  readonly sure: number;
  readonly maybe: number;
}

/** A rule of a track, and where it is: numbers of groups and policies are of the whole track. */
interface Place {
  readonly action: Rule['action'];
  readonly tier: number;
  readonly group: number;
  readonly policy: number;
}

const knownPlaces = new WeakMap<Track, readonly Place[]>();

/** The rules of a track by their index. */
function placesOf(track: Track): readonly Place[] {
  let places = knownPlaces.get(track);
  if (!places) {
    let [groups, policies] = [0, 0];
    places = track.tiers.flatMap((each, tier) =>
      each.groups.flatMap(of => {
        const group = groups++;
        return of.flatMap(({ policy: { [track.direction]: rules = [] } }) => {
          const policy = policies++;
          return rules.map(({ action }) => ({ action, tier, group, policy }));
        });
      }),
    );
    knownPlaces.set(track, places);
  }
  return places;
}

/**
 * What the rules that match make of all connections; what `decide` is for one, for
 * all at once. Rules that match nothing take no time here.
 * @param items - in the order of their rules
 */
function outcomeOf(
  items: readonly Item[],
  track: Track,
  outcomes: OutcomeTable,
): number {
  const places = placesOf(track);
  const { sets } = outcomes;
  let allow = EMPTY;
  let deny = EMPTY;
  let live = outcomes.universe;
  let next = 0;
  const isNextIn = (part: 'tier' | 'group' | 'policy', number: number) =>
    next < items.length && places[items[next].index][part] === number;
  track.tiers.forEach(({ tier }, at) => {
    let current = live;
    let leaving = EMPTY;
    while (isNextIn('tier', at)) {
      const { group } = places[items[next].index];
      let settled = EMPTY;
      while (isNextIn('group', group)) {
        const { policy } = places[items[next].index];
        let open = current;
        while (isNextIn('policy', policy)) {
          const { index, sure, maybe } = items[next];
          next++;
          const { action } = places[index];
          if (action === 'Log') {
            continue;
          }
          const matched = sets.intersect(maybe, open);
          if (action === 'Allow') {
            allow = sets.unite(allow, matched);
          } else if (action === 'Deny') {
            deny = sets.unite(deny, matched);
          } else {
            leaving = sets.unite(leaving, matched);
          }
          open = sets.subtract(open, sure);
        }
        settled = sets.unite(settled, sets.subtract(current, open));
      }
      current = sets.subtract(current, settled);
    }
    if (tier.defaultAction === 'Deny') {
      deny = sets.unite(deny, current);
      current = EMPTY;
    }
    live = sets.unite(current, leaving);
  });
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
        const outcome = outcomeOf([], track, outcomes);
        return uniformRow(columns, outcome, outcomes);
      }
      const results: (number | undefined)[] = [];
      return groupOf.map(group => {
        let result = results[group];
        if (result === undefined) {
          const items: Item[] = [];
          for (let at = group; at !== 0; at = groups[at].parent) {
            const { item } = groups[at];
            if (item) {
              items.push(item);
            }
          }
          // A group's own rule comes after those of the groups that it is of.
          result = outcomeOf(items.reverse(), track, outcomes);
          results[group] = result;
        }
        return result;
      });
    },
  };
}
