import { ALL_IPV4, ALL_IPV6, formatAddress } from '../addresses/ranges';
import { formatPeer } from '../endpoints/types';
import type { Peer } from '../endpoints/types';
import type { Direction } from '../policies/types';
import { isEmpty, keyOf } from '../ports/connectionSet';
import type { ConnectionSet, Protocol } from '../ports/connectionSet';
import type { BuiltModel } from './built';
import { createCauses } from './causes';
import type { ChangeCause } from './causes';
import {
  matrixOf,
  outcomeBetween,
  outcomesOutside,
  unitsOf,
} from './connections';
import type {
  ConnectionsOptions,
  Granularity,
  Matrix,
  Rows,
  OutsideRange,
  Unit,
} from './connections';

/**
 * What is permitted between two peers.
 * @public
 */
export interface Permission {
  /** What is surely permitted. */
  readonly allowed: ConnectionSet;
  /** What may be permitted: it hangs on what no manifest says. */
  readonly uncertain: ConnectionSet;
}

/**
 * One pair of peers between which something else is permitted than before.
 * @public
 */
export interface ConnectionChange {
  /** Who opens the connections. */
  readonly source: Peer;
  /** Whom they are opened to. */
  readonly destination: Peer;
  /** What the first model permits. */
  readonly before: Permission;
  /** What the second model permits. */
  readonly after: Permission;
  /** The objects that came, changed or went, and bear on this pair. */
  readonly causes: readonly ChangeCause[];
}

/**
 * What changed: only that.
 * @public
 */
export interface ConnectionDiff {
  /** Nothing was surely permitted before. */
  readonly added: readonly ConnectionChange[];
  /** Nothing is surely permitted any more. */
  readonly removed: readonly ConnectionChange[];
  /** Something else is permitted. */
  readonly changed: readonly ConnectionChange[];
  /** What is surely permitted stays; what nobody can tell of differs. */
  readonly uncertain: readonly ConnectionChange[];
}

/** One of the two models, with its rows. */
interface Side {
  readonly model: BuiltModel;
  readonly matrix: Matrix;
  readonly units: ReadonlyMap<string, Unit>;
}

function sideOf(model: BuiltModel, granularity: Granularity): Side {
  return {
    model,
    matrix: matrixOf(model),
    units: new Map(
      unitsOf(model, granularity).map(each => [formatPeer(each.peer), each]),
    ),
  };
}

/** Compares outcomes of two models, whose tables may differ. */
function createComparison(before: Side, after: Side) {
  const [a, b] = [before.matrix.outcomes, after.matrix.outcomes];
  const permission = (
    { matrix: { outcomes } }: Side,
    id: number,
  ): Permission => ({
    allowed: outcomes.allowed(id),
    uncertain: outcomes.uncertain(id),
  });
  // Where Calico is in one of the models alone, only that one speaks of ICMP.
  const protocols: readonly Protocol[] | undefined =
    before.model.calico === after.model.calico
      ? undefined
      : ['TCP', 'UDP', 'SCTP'];
  const keys = (side: Side) => {
    const known: (string | undefined)[] = [];
    return (id: number): string => {
      let key = known[id];
      if (key === undefined) {
        const { allowed, uncertain } = permission(side, id);
        key = [allowed, uncertain].map(set => keyOf(set, protocols)).join('|');
        known[id] = key;
      }
      return key;
    };
  };
  const [keyBefore, keyAfter] = [keys(before), keys(after)];
  return {
    same: (was: number, is: number) =>
      a === b ? was === is : keyBefore(was) === keyAfter(is),
    before: (id: number) => permission(before, id),
    after: (id: number) => permission(after, id),
  };
}

/** Whether a unit's endpoints are of the same classes and on the same nodes in both models. */
const staysWhere = (was: Unit, is: Unit): boolean =>
  was === is ||
  (was.classes.length === is.classes.length &&
    was.classes.every((each, index) => each === is.classes[index]) &&
    was.endpoints.length === is.endpoints.length &&
    was.endpoints.every((each, index) => {
      const { hostNetwork, node, nodeAddress } = is.endpoints[index];
      return (
        each.hostNetwork === hostNetwork &&
        each.node === node &&
        each.nodeAddress === nodeAddress
      );
    }));

/** True when a unit's rows are the very same arrays in both models. */
function keepsRows(
  was: Unit,
  is: Unit,
  rows: (matrix: Matrix) => Rows,
  before: Side,
  after: Side,
): boolean {
  return (
    before.model.classes.all === after.model.classes.all &&
    staysWhere(was, is) &&
    was.classes.every(
      each =>
        rows(before.matrix)(each.id).classes ===
        rows(after.matrix)(each.id).classes,
    )
  );
}

/** Walks two lists of outside ranges together, piece by piece where either changes. */
function eachOutsidePiece(
  was: readonly OutsideRange[],
  is: readonly OutsideRange[],
  visit: (from: bigint, to: bigint, before: number, after: number) => void,
): void {
  let i = 0;
  let j = 0;
  while (i < was.length && j < is.length) {
    const [a, b] = [was[i], is[j]];
    const from = a.range.from > b.range.from ? a.range.from : b.range.from;
    const to = a.range.to < b.range.to ? a.range.to : b.range.to;
    visit(from, to, a.outcome, b.outcome);
    i += Number(a.range.to === to);
    j += Number(b.range.to === to);
  }
}

function unionOf(
  before: Side,
  after: Side,
): readonly [string, Unit | undefined, Unit | undefined][] {
  const names = new Set([...before.units.keys(), ...after.units.keys()]);
  return [...names]
    .sort()
    .map(name => [name, before.units.get(name), after.units.get(name)]);
}

/** What changed, while more of it is found. */
type OpenDiff = { [Sort in keyof ConnectionDiff]: ConnectionChange[] };

const noChange = (): OpenDiff => ({
  added: [],
  removed: [],
  changed: [],
  uncertain: [],
});

/** What changed in all steps together. */
export function joinDiffs(steps: Iterable<ConnectionDiff>): ConnectionDiff {
  const all = noChange();
  for (const step of steps) {
    for (const sort of ['added', 'removed', 'changed', 'uncertain'] as const) {
      step[sort].forEach(change => all[sort].push(change));
    }
  }
  return all;
}

/** Compares what two models permit, looking only at what can differ, in one step for each peer. */
export function* diffModels(
  old: BuiltModel,
  current: BuiltModel,
  { granularity = 'workload', involving = () => true }: ConnectionsOptions,
): IterableIterator<ConnectionDiff> {
  const before = sideOf(old, granularity);
  const after = sideOf(current, granularity);
  const comparison = createComparison(before, after);
  const causesOf = createCauses(old, current);
  let diff = noChange();
  const step = (): ConnectionDiff => {
    const done = diff;
    diff = noChange();
    return done;
  };
  const add = (
    source: Peer,
    destination: Peer,
    was: number,
    is: number,
    ends: Readonly<Record<Direction, readonly (Unit | undefined)[]>>,
  ) => {
    if (comparison.same(was, is)) {
      return;
    }
    const change: ConnectionChange = {
      source,
      destination,
      before: comparison.before(was),
      after: comparison.after(is),
      causes: causesOf(ends),
    };
    const [a, b] = [change.before.allowed, change.after.allowed];
    if (keyOf(a) === keyOf(b)) {
      diff.uncertain.push(change);
    } else if (isEmpty(a)) {
      diff.added.push(change);
    } else if (isEmpty(b)) {
      diff.removed.push(change);
    } else {
      diff.changed.push(change);
    }
  };
  const between = (side: Side, from: Unit | undefined, to: Unit | undefined) =>
    from && to
      ? outcomeBetween(from, to, side.matrix, side.model)
      : side.matrix.outcomes.nothing;

  const units = unionOf(before, after);
  const isKept = (rows: (matrix: Matrix) => Rows) =>
    units.map(
      ([, was, is]) =>
        was !== undefined &&
        is !== undefined &&
        keepsRows(was, is, rows, before, after),
    );
  const keepsEgress = isKept(matrix => matrix.egress);
  const keepsIngress = isKept(matrix => matrix.ingress);
  const isWanted = units.map(([, was, is]) => {
    const peer = (is ?? was)?.peer;
    return peer !== undefined && involving(peer);
  });
  const every = units.map((_, index) => index);
  const moved = every.filter(index => !keepsIngress[index]);
  const wanted = (indices: readonly number[]) =>
    indices.filter(index => isWanted[index]);
  const [everyWanted, movedWanted] = [wanted(every), wanted(moved)];

  const compare = (from: number, to: number) => {
    const [, fromWas, fromIs] = units[from];
    const [, toWas, toIs] = units[to];
    const source = (fromIs ?? fromWas)?.peer;
    const destination = (toIs ?? toWas)?.peer;
    if (source && destination && from !== to) {
      add(
        source,
        destination,
        between(before, fromWas, toWas),
        between(after, fromIs, toIs),
        { egress: [fromWas, fromIs], ingress: [toWas, toIs] },
      );
    }
  };
  for (const from of every) {
    const [all, some] = isWanted[from]
      ? [every, moved]
      : [everyWanted, movedWanted];
    (keepsEgress[from] ? some : all).forEach(to => compare(from, to));
    yield step();
  }

  const outside = (
    direction: Direction,
    was: Unit | undefined,
    is: Unit | undefined,
  ) => {
    const inside = (is ?? was)?.peer;
    const list = (side: Side, unit: Unit | undefined): OutsideRange[] =>
      unit
        ? outcomesOutside(side.matrix[direction], unit, side.matrix)
        : [ALL_IPV4, ALL_IPV6].map(range => ({
            range,
            outcome: side.matrix.outcomes.nothing,
          }));
    eachOutsidePiece(list(before, was), list(after, is), (from, to, a, b) => {
      if (inside && !comparison.same(a, b)) {
        const external: Peer = {
          type: 'external',
          from: formatAddress(from),
          to: formatAddress(to),
        };
        const [source, destination] =
          direction === 'egress' ? [inside, external] : [external, inside];
        add(source, destination, a, b, {
          egress: direction === 'egress' ? [was, is] : [],
          ingress: direction === 'ingress' ? [was, is] : [],
        });
      }
    });
  };
  const pieces = before.matrix.pieces === after.matrix.pieces;
  for (const index of everyWanted) {
    const [, was, is] = units[index];
    if (!(pieces && keepsEgress[index])) {
      outside('egress', was, is);
    }
    if (!(pieces && keepsIngress[index])) {
      outside('ingress', was, is);
    }
    yield step();
  }
}
