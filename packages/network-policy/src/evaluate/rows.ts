import type { AddressRange } from '../addresses/ranges';
import type { PortTerm, Rule } from '../policies/types';
import { onePort } from '../ports/connectionSet';
import { EMPTY } from '../ports/table';
import { eachBit, hasBit, noBits } from './bits';
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

/** What rows are computed from; rows of equal tracks are computed once. */
export interface RowContext {
  readonly classes: Classes;
  readonly selection: Selection;
  readonly outcomes: OutcomeTable;
  /** All addresses in pieces within which no policy makes a difference. */
  readonly pieces: readonly AddressRange[];
  readonly rows: Map<string, Row>;
}

/** A rule of a track with its place in the order. */
interface PlacedRule {
  readonly rule: Rule;
  readonly index: number;
  readonly own: Truth;
}

const NO_PORTS: EndpointClass['ports'] = [];
const NO_BITS = noBits(0);

/** The ports of terms as a number of the table, names resolved at a destination. */
function resolveTerms(
  terms: readonly PortTerm[],
  ports: EndpointClass['ports'],
  outcomes: OutcomeTable,
): number {
  const { sets } = outcomes;
  let result = EMPTY;
  for (const term of terms) {
    if ('connections' in term) {
      result = sets.unite(result, sets.intern(term.connections));
    } else {
      for (const port of ports) {
        if (port.name === term.name && term.protocols.includes(port.protocol)) {
          const one = sets.intern(onePort(port.protocol, port.port));
          result = sets.unite(result, one);
        }
      }
    }
  }
  return result;
}

function hasNames(rule: Rule): boolean {
  return [...(rule.ports ?? []), ...(rule.exceptPorts ?? [])].some(
    term => 'name' in term,
  );
}

function portsOf(
  rule: Rule,
  ports: EndpointClass['ports'],
  outcomes: OutcomeTable,
): number {
  const { sets, universe } = outcomes;
  const asked = rule.ports
    ? sets.intersect(resolveTerms(rule.ports, ports, outcomes), universe)
    : universe;
  return rule.exceptPorts
    ? sets.subtract(asked, resolveTerms(rule.exceptPorts, ports, outcomes))
    : asked;
}

function placeRules(track: Track, own: EndpointClass): PlacedRule[] {
  return track.tiers
    .flatMap(tier => tier.groups.flat())
    .flatMap(({ policy }) => policy[track.direction] ?? [])
    .map((rule, index) => ({
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
  const items = new Map<number, Item>();
  return (peer: Truth, ports: number): Item => {
    const certain = both(own, peer) === YES;
    const key = ports * 2 + Number(certain);
    let item = items.get(key);
    if (!item) {
      item = { index, sure: certain ? ports : EMPTY, maybe: ports };
      items.set(key, item);
    }
    return item;
  };
}

function peersTowards(rule: Rule, piece: AddressRange): Truth {
  return rule.peers
    ? rule.peers.reduce<Truth>(
        (sofar, term) => either(sofar, matches(term.match, piece.from)),
        NO,
      )
    : YES;
}

function computeRow(
  track: Track,
  own: EndpointClass,
  rules: readonly PlacedRule[],
  context: RowContext,
): Row {
  const { classes, selection, outcomes, pieces } = context;
  const isIngress = track.direction === 'ingress';
  const inside = createGrouping(classes.all.length);
  const outside = createGrouping(pieces.length);
  for (const placed of rules) {
    const { rule } = placed;
    const named = hasNames(rule);
    const fixed = portsOf(rule, isIngress ? own.ports : NO_PORTS, outcomes);
    const itemOf = createItems(placed);
    const { sure, maybe } = selection.selectAny(rule.peers);
    inside.nextRule();
    outside.nextRule();
    eachBit(placed.own === NO ? NO_BITS : maybe, id => {
      const ports =
        named && !isIngress
          ? portsOf(rule, classes.all[id].ports, outcomes)
          : fixed;
      if (ports !== EMPTY) {
        inside.match(id, itemOf(hasBit(sure, id) ? YES : MAYBE, ports));
      }
    });
    if (fixed !== EMPTY && placed.own !== NO) {
      pieces.forEach((piece, id) => {
        const peer = peersTowards(rule, piece);
        if (peer !== NO) {
          outside.match(id, itemOf(peer, fixed));
        }
      });
    }
  }
  return {
    classes: inside.finish(track, outcomes),
    outside: outside.finish(track, outcomes),
  };
}

/**
 * The row of a class: what its policies in a direction say of every other end.
 * Classes with the same policies share it, as far as these look at nothing of
 * the class itself (its named ports, Calico's own side of a rule).
 */
export function rowOf(
  track: Track,
  own: EndpointClass,
  context: RowContext,
): Row {
  const rules = placeRules(track, own);
  const named =
    track.direction === 'ingress' && rules.some(each => hasNames(each.rule));
  const key = [
    track.direction,
    track.key,
    rules.some(each => each.own !== YES)
      ? rules.map(each => each.own).join('')
      : '',
    named ? JSON.stringify(own.ports) : '',
  ].join('|');
  let row = context.rows.get(key);
  if (!row) {
    row = computeRow(track, own, rules, context);
    context.rows.set(key, row);
  }
  return row;
}
