import { formatAddress, isIPv6 } from '../addresses/ranges';
import type { AddressRange } from '../addresses/ranges';
import type { Endpoint, ExternalPeer, Peer } from '../endpoints/types';
import type { ConnectionSet } from '../ports/connectionSet';
import type { Direction } from '../policies/types';
import { addBit, hasBit, noBits } from './bits';
import { podPeer } from './built';
import type { BuiltModel } from './built';
import type { Classes, EndpointClass } from './classes';
import { isOwnNode } from './cases';
import type { OutcomeTable } from './outcomes';
import { rowOf } from './rows';
import type { Columns, Row } from './rows';
import { MAYBE, YES } from './truth';

/**
 * What is permitted from one peer to another.
 * @public
 */
export interface Connection {
  /** Who opens the connection. */
  readonly source: Peer;
  /** Whom it is opened to. */
  readonly destination: Peer;
  /** What is surely permitted. */
  readonly allowed: ConnectionSet;
  /** What may be permitted: it hangs on what no manifest says. `evaluate` tells why. */
  readonly uncertain: ConnectionSet;
}

/** A line of the answer: a workload or pod, with the classes of its endpoints. */
export interface Unit {
  readonly peer: Peer;
  readonly endpoints: readonly Endpoint[];
  readonly classes: readonly EndpointClass[];
  readonly onHost: boolean;
}

/** The row of a class, by its id, worked out when first asked for. */
export type Rows = (id: number) => Row;

/** The rows of every class. */
export interface Matrix {
  readonly outcomes: OutcomeTable;
  readonly pieces: readonly AddressRange[];
  readonly ingress: Rows;
  readonly egress: Rows;
}

export type Granularity = 'workload' | 'pod';

/**
 * Which connections to list, and how.
 * @public
 */
export interface ConnectionsOptions {
  /** Defaults to `workload`. */
  readonly granularity?: 'workload' | 'pod';
  /** Only the connections that have one of these peers at either end. */
  readonly involving?: (peer: Peer) => boolean;
}

function unit(
  model: BuiltModel,
  peer: Peer,
  endpoints: readonly Endpoint[],
): Unit {
  const classes = new Set<EndpointClass>();
  for (const endpoint of endpoints) {
    const found = model.classes.of.get(endpoint);
    if (found) {
      classes.add(found);
    }
  }
  return {
    peer,
    endpoints,
    classes: [...classes],
    onHost: endpoints.some(each => each.hostNetwork),
  };
}

/** Models that differ by policies alone have the same units. */
const knownUnits = new WeakMap<Classes, Map<Granularity, readonly Unit[]>>();

export function unitsOf(
  model: BuiltModel,
  granularity: Granularity,
): readonly Unit[] {
  const known = knownUnits.get(model.classes) ?? new Map();
  knownUnits.set(model.classes, known);
  let units = known.get(granularity);
  if (!units) {
    units = collectUnits(model, granularity);
    known.set(granularity, units);
  }
  return units;
}

function collectUnits(model: BuiltModel, granularity: Granularity): Unit[] {
  const { workloads } = model.directory;
  return granularity === 'workload'
    ? workloads.map(each => unit(model, each.peer, each.endpoints))
    : workloads.flatMap(each =>
        each.endpoints.map(endpoint =>
          unit(model, podPeer(endpoint), [endpoint]),
        ),
      );
}

const knownMatrices = new WeakMap<BuiltModel, Matrix>();

/** The rows of a model, computed when first asked for. */
export function matrixOf(model: BuiltModel): Matrix {
  let matrix = knownMatrices.get(model);
  if (!matrix) {
    matrix = buildMatrix(model);
    knownMatrices.set(model, matrix);
  }
  return matrix;
}

function lazily(compute: Rows): Rows {
  const rows: Row[] = [];
  return id => {
    rows[id] ??= compute(id);
    return rows[id];
  };
}

function buildMatrix(model: BuiltModel): Matrix {
  const { classes, tracks, rowContext } = model;
  const rowsOf = (direction: Direction) =>
    lazily(id => rowOf(tracks[direction][id], classes.all[id], rowContext));
  return {
    outcomes: rowContext.outcomes,
    pieces: rowContext.pieces,
    ingress: rowsOf('ingress'),
    egress: rowsOf('egress'),
  };
}

/**
 * The rows for questions that have one of these units at either end: those of
 * others say what they say of these alone, which takes a fraction of the time.
 */
function matrixAround(units: readonly Unit[], model: BuiltModel): Matrix {
  const whole = matrixOf(model);
  const { classes, tracks, rowContext } = model;
  const bits = noBits(classes.all.length);
  units.forEach(each => each.classes.forEach(({ id }) => addBit(bits, id)));
  const columns: Columns = { bits, rows: new Map() };
  const rowsOf = (direction: Direction) =>
    lazily(id =>
      hasBit(bits, id)
        ? whole[direction](id)
        : rowOf(tracks[direction][id], classes.all[id], rowContext, columns),
    );
  return { ...whole, ingress: rowsOf('ingress'), egress: rowsOf('egress') };
}

/** Traffic of hostNetwork pods is their node's, which always reaches its own pods. */
function withOwnNode(
  outcome: number,
  source: Unit,
  destination: Unit,
  model: BuiltModel,
  { either, everything, unknown }: OutcomeTable,
): number {
  let result = outcome;
  for (const from of source.endpoints) {
    for (const to of destination.endpoints) {
      if (!to.hostNetwork && result !== everything) {
        const own = isOwnNode(from, to, model.directory);
        if (own === YES) {
          result = everything;
        } else if (own === MAYBE) {
          result = either(result, unknown);
        }
      }
    }
  }
  return result;
}

/** The outcome between two units; of several pods, what any of them gets. */
export function outcomeBetween(
  source: Unit,
  destination: Unit,
  matrix: Matrix,
  model: BuiltModel,
): number {
  const { outcomes, ingress, egress } = matrix;
  let result = -1;
  for (const from of source.classes) {
    const row = egress(from.id).classes;
    for (const to of destination.classes) {
      const one = outcomes.both(row[to.id], ingress(to.id).classes[from.id]);
      result = result < 0 ? one : outcomes.either(result, one);
    }
  }
  return source.onHost
    ? withOwnNode(result, source, destination, model, outcomes)
    : result;
}

/** A stretch of addresses outside with one outcome. */
export interface OutsideRange {
  readonly range: AddressRange;
  readonly outcome: number;
}

/** The outcomes of a unit towards (or from) outside, neighbours with equal ones joined. */
export function outcomesOutside(
  rows: Rows,
  of: Unit,
  { pieces, outcomes }: Matrix,
): OutsideRange[] {
  const result: { range: AddressRange; outcome: number }[] = [];
  const outside = of.classes.map(each => rows(each.id).outside);
  pieces.forEach((piece, index) => {
    const outcome = outside
      .map(each => each[index])
      .reduce((a, b) => outcomes.either(a, b));
    const last = result[result.length - 1];
    if (
      last?.outcome === outcome &&
      isIPv6(last.range.from) === isIPv6(piece.from)
    ) {
      last.range = { from: last.range.from, to: piece.to };
    } else {
      result.push({ range: piece, outcome });
    }
  });
  return result;
}

function createExternalPeers(): (range: AddressRange) => ExternalPeer {
  const known = new Map<string, ExternalPeer>();
  return range => {
    const key = `${range.from}-${range.to}`;
    let peer = known.get(key);
    if (!peer) {
      peer = {
        type: 'external',
        from: formatAddress(range.from),
        to: formatAddress(range.to),
      };
      known.set(key, peer);
    }
    return peer;
  };
}

/**
 * Every permitted connection, sorted by source and destination; those of and to
 * addresses outside come after those of the same peer inside. With `involving`,
 * only those that have one of these peers at either end.
 */
export function* eachConnection(
  model: BuiltModel,
  { granularity = 'workload', involving = () => true }: ConnectionsOptions = {},
): Generator<Connection, void, undefined> {
  const units = unitsOf(model, granularity);
  const wanted = units.filter(each => involving(each.peer));
  const matrix =
    wanted.length < units.length
      ? matrixAround(wanted, model)
      : matrixOf(model);
  const { outcomes } = matrix;
  const isWanted = new Set(wanted);
  const externalPeer = createExternalPeers();
  const connection = (source: Peer, destination: Peer, outcome: number) => ({
    source,
    destination,
    allowed: outcomes.allowed(outcome),
    uncertain: outcomes.uncertain(outcome),
  });
  for (const source of units) {
    for (const destination of isWanted.has(source) ? units : wanted) {
      if (source !== destination) {
        const outcome = outcomeBetween(source, destination, matrix, model);
        if (outcome !== outcomes.nothing) {
          yield connection(source.peer, destination.peer, outcome);
        }
      }
    }
    if (isWanted.has(source)) {
      for (const to of outcomesOutside(matrix.egress, source, matrix)) {
        if (to.outcome !== outcomes.nothing) {
          yield connection(source.peer, externalPeer(to.range), to.outcome);
        }
      }
    }
  }
  for (const destination of wanted) {
    for (const from of outcomesOutside(matrix.ingress, destination, matrix)) {
      if (from.outcome !== outcomes.nothing) {
        yield connection(
          externalPeer(from.range),
          destination.peer,
          from.outcome,
        );
      }
    }
  }
}
