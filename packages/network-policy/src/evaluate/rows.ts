import type { AddressRange } from '../addresses/ranges';
import type { PortTerm, Rule } from '../policies/types';
import { mayDeclare } from '../endpoints/ports';
import { addressesIn } from '../policies/expressions';
import { onePort, wholeProtocol } from '../ports/connectionSet';
import { EMPTY } from '../ports/table';
import { combineBits, eachBit, hasBit, noBits } from './bits';
import type { Bits } from './bits';
import type { Classes, EndpointClass } from './classes';
import { createGrouping } from './rowGroups';
import type { Item } from './rowGroups';
import { matches } from './match';
import type { OutcomeTable } from './outcomes';
import type { Selection } from './select';
import type { Track } from './tracks';
import { MAYBE, NO, YES, both, either } from './truth';
import type { Truth } from './truth';

/**
 * The outcomes of one end's policies towards every other end: one per class, and
 * one per piece of the addresses outside.
 */
export interface Row {
  readonly classes: Uint32Array;
  readonly outside: Uint32Array;
}

/** What rows are computed from. */
export interface RowContext {
  readonly classes: Classes;
  readonly selection: Selection;
  readonly outcomes: OutcomeTable;
  /** All addresses in pieces within which no policy makes a difference. */
  readonly pieces: readonly AddressRange[];
  /** Rows of equal tracks are computed once; they outlive a change of other policies. */
  readonly classRows: Map<string, Uint32Array>;
  /** Likewise, as long as the pieces are the same. */
  readonly outsideRows: Map<string, Uint32Array>;
}

/** Some of the classes, and the rows that say what they say of these alone. */
export interface Columns {
  readonly bits: Bits;
  readonly rows: Map<string, Uint32Array>;
}

/** A rule of a track with its place in the order. */
interface PlacedRule {
  readonly rule: Rule;
  readonly index: number;
  readonly own: Truth;
}

const NOTHING_DECLARED: Declared = { ports: [], unreadPorts: [] };
const NO_BITS = noBits(0);

/** What named ports resolve to: those of a destination. */
type Declared = Pick<EndpointClass, 'ports' | 'unreadPorts'>;

/** Ports as numbers of the table: those that are surely meant, and those that may be. */
interface Ports {
  readonly sure: number;
  readonly maybe: number;
}

/** The ports of terms, names resolved at a destination. */
function resolveTerms(
  terms: readonly PortTerm[],
  declared: Declared,
  { sets }: OutcomeTable,
): Ports {
  let sure = EMPTY;
  let unread = EMPTY;
  for (const term of terms) {
    if ('connections' in term) {
      sure = sets.unite(sure, sets.intern(term.connections));
    } else {
      for (const port of declared.ports) {
        if (port.name === term.name && term.protocols.includes(port.protocol)) {
          const one = sets.intern(onePort(port.protocol, port.port));
          sure = sets.unite(sure, one);
        }
      }
      if (mayDeclare(declared, term.name)) {
        for (const protocol of term.protocols) {
          unread = sets.unite(unread, sets.intern(wholeProtocol(protocol)));
        }
      }
    }
  }
  return { sure, maybe: sets.unite(sure, unread) };
}

function hasNames(rule: Rule): boolean {
  return [...(rule.ports ?? []), ...(rule.exceptPorts ?? [])].some(
    term => 'name' in term,
  );
}

function portsOf(
  rule: Rule,
  declared: Declared,
  outcomes: OutcomeTable,
): Ports {
  const { sets, universe } = outcomes;
  const asked = rule.ports
    ? resolveTerms(rule.ports, declared, outcomes)
    : { sure: universe, maybe: universe };
  const except = resolveTerms(rule.exceptPorts ?? [], declared, outcomes);
  const without = (ports: number, left: number) =>
    sets.subtract(sets.intersect(ports, universe), left);
  return {
    sure: without(asked.sure, except.maybe),
    maybe: without(asked.maybe, except.sure),
  };
}

/** What a track's rules look at of the end that they are rules of. */
interface TrackFacts {
  readonly rules: readonly Rule[];
  /** Some rule limits its own side (Calico), or nobody can tell whether it matches. */
  readonly limitsOwn: boolean;
  /** Some rule names ports of the destination, which is this end. */
  readonly namesOwnPorts: boolean;
}

const knownFacts = new WeakMap<Track, TrackFacts>();

function factsOf(track: Track): TrackFacts {
  let facts = knownFacts.get(track);
  if (!facts) {
    const rules = track.tiers
      .flatMap(tier => tier.groups.flat())
      .flatMap(({ policy }) => policy[track.direction] ?? []);
    facts = {
      rules,
      limitsOwn: rules.some(rule => rule.own),
      namesOwnPorts: track.direction === 'ingress' && rules.some(hasNames),
    };
    knownFacts.set(track, facts);
  }
  return facts;
}

function placeRules(track: Track, own: EndpointClass): PlacedRule[] {
  return factsOf(track).rules.map((rule, index) => ({
    rule,
    index,
    own: both(
      rule.own ? matches(rule.own.match, own) : YES,
      rule.unknown ? MAYBE : YES,
    ),
  }));
}

/** The items of one rule, each made once: groups go by their identity. */
function createItems({ index, own }: PlacedRule) {
  const items = new Map<number | string, Item>();
  return (peer: Truth, ports: Ports): Item => {
    const { maybe } = ports;
    const sure = both(own, peer) === YES ? ports.sure : EMPTY;
    const key = sure === maybe ? maybe : `${sure}/${maybe}`;
    let item = items.get(key);
    if (!item) {
      item = { index, sure, maybe };
      items.set(key, item);
    }
    return item;
  };
}

/**
 * Where the pieces begin that a rule's peers may mean otherwise than the piece
 * before: a rule of few ranges among thousands of others' is held against few.
 */
function turnsOf(
  { peers = [] }: Rule,
  pieces: readonly AddressRange[],
): readonly number[] {
  const firstFrom = (address: bigint): number => {
    let [low, high] = [0, pieces.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (pieces[middle].from < address) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  };
  const turns = new Set([0]);
  for (const { match } of peers) {
    for (const { ranges } of addressesIn(match)) {
      for (const { from, to } of ranges) {
        turns.add(firstFrom(from)).add(firstFrom(to + 1n));
      }
    }
  }
  return [...turns]
    .filter(index => index < pieces.length)
    .sort((a, b) => a - b);
}

function peersTowards(rule: Rule, piece: AddressRange): Truth {
  return rule.peers
    ? rule.peers.reduce<Truth>(
        (sofar, term) => either(sofar, matches(term.match, piece.from)),
        NO,
      )
    : YES;
}

function computeClasses(
  track: Track,
  own: EndpointClass,
  { classes, selection, outcomes }: RowContext,
  columns?: Columns,
): Uint32Array {
  const isIngress = track.direction === 'ingress';
  const grouping = createGrouping(classes.all.length);
  for (const placed of placeRules(track, own)) {
    const { rule } = placed;
    const named = hasNames(rule) && !isIngress;
    const fixed = portsOf(rule, isIngress ? own : NOTHING_DECLARED, outcomes);
    const itemOf = createItems(placed);
    const { sure, maybe } = selection.selectAny(rule.peers);
    grouping.nextRule();
    const asked = columns
      ? combineBits(maybe, columns.bits, (a, b) => a & b)
      : maybe;
    eachBit(placed.own === NO ? NO_BITS : asked, id => {
      const ports = named ? portsOf(rule, classes.all[id], outcomes) : fixed;
      if (ports.maybe !== EMPTY) {
        grouping.match(id, itemOf(hasBit(sure, id) ? YES : MAYBE, ports));
      }
    });
  }
  return grouping.finish(track, outcomes);
}

function computeOutside(
  track: Track,
  own: EndpointClass,
  { pieces, outcomes }: RowContext,
): Uint32Array {
  const declared = track.direction === 'ingress' ? own : NOTHING_DECLARED;
  const grouping = createGrouping(pieces.length);
  for (const placed of placeRules(track, own)) {
    const ports = portsOf(placed.rule, declared, outcomes);
    const itemOf = createItems(placed);
    grouping.nextRule();
    if (ports.maybe !== EMPTY && placed.own !== NO) {
      const turns = turnsOf(placed.rule, pieces);
      turns.forEach((first, at) => {
        const peer = peersTowards(placed.rule, pieces[first]);
        const end = peer === NO ? first : turns[at + 1] ?? pieces.length;
        for (let id = first; id < end; id++) {
          grouping.match(id, itemOf(peer, ports));
        }
      });
    }
  }
  return grouping.finish(track, outcomes);
}

function remember(
  rows: Map<string, Uint32Array>,
  key: string,
  compute: () => Uint32Array,
): Uint32Array {
  let row = rows.get(key);
  if (!row) {
    row = compute();
    rows.set(key, row);
  }
  return row;
}

/** What rows of equal tracks can differ by. */
function traitsOf(track: Track, own: EndpointClass): string {
  const { limitsOwn, namesOwnPorts } = factsOf(track);
  const sides = limitsOwn
    ? placeRules(track, own)
        .map(each => each.own)
        .join('')
    : '';
  return `${sides}|${
    namesOwnPorts
      ? JSON.stringify([
          own.ports,
          own.unreadPorts.map(each => each.name ?? null),
        ])
      : ''
  }`;
}

/**
 * The row of a class: what its policies in a direction say of every other end.
 * Classes with the same policies share it, as far as these look at nothing of
 * the class itself.
 * @param columns - the classes that are asked about, of which alone it then holds
 */
export function rowOf(
  track: Track,
  own: EndpointClass,
  context: RowContext,
  columns?: Columns,
): Row {
  const key = `${track.key}|${track.direction}|${traitsOf(track, own)}`;
  return {
    classes:
      context.classRows.get(key) ??
      remember(columns?.rows ?? context.classRows, key, () =>
        computeClasses(track, own, context, columns),
      ),
    get outside() {
      return remember(context.outsideRows, key, () =>
        computeOutside(track, own, context),
      );
    },
  };
}

/** Forgets the rows of policies that are gone. */
export function forgetRows(
  rows: Map<string, Uint32Array>,
  alive: ReadonlySet<number>,
): void {
  for (const key of rows.keys()) {
    const ids = key.slice(0, key.indexOf('|'));
    if (ids !== '' && !ids.split(',').every(id => alive.has(Number(id)))) {
      rows.delete(key);
    }
  }
}
