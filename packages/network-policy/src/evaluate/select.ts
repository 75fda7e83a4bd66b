import type { PeerExpression, PeerTerm } from '../policies/types';
import { ANYONE, anyOf } from '../policies/expressions';
import { addBit, allBits, combineBits, noBits } from './bits';
import type { Bits } from './bits';
import type { Classes, EndpointClass } from './classes';
import { matches, namespaceMatches } from './match';
import { NO, YES } from './truth';

/** The classes that an expression means surely, and those that it may mean. */
export interface Selected {
  readonly sure: Bits;
  readonly maybe: Bits;
}

export interface Selection {
  /** The classes that any of a rule's peers means; all of them when it names none. */
  readonly selectAny: (peers: readonly PeerTerm[] | undefined) => Selected;
  readonly select: (expression: PeerExpression) => Selected;
}

type PodsExpression = Extract<PeerExpression, { type: 'pods' }>;

/** Answers which classes an expression means, each expression once. */
export function createSelection(classes: Classes): Selection {
  const size = classes.all.length;
  const everything = allBits(size);
  const nothing = noBits(size);
  const bySelector = new Map<string, Selected>();
  const byPeers = new WeakMap<readonly PeerTerm[], Selected>();
  const byExpression = new WeakMap<PeerExpression, Selected>();

  const candidates = (expression: PodsExpression) => {
    const { namespaces, labels } = expression;
    if (typeof namespaces === 'string') {
      return classes.byNamespace.get(namespaces) ?? [];
    }
    if (labels.needs) {
      return classes.byLabel.get(labels.needs.join('=')) ?? [];
    }
    const found: EndpointClass[] = [];
    for (const each of classes.byNamespace.values()) {
      const { name, labels: own } = each[0].namespace;
      if (namespaceMatches(namespaces, name, own)) {
        found.push(...each);
      }
    }
    return found;
  };

  const selectPods = (expression: PodsExpression): Selected => {
    const { namespaces, labels } = expression;
    const key = [
      typeof namespaces === 'string' ? `=${namespaces}` : namespaces?.key,
      typeof namespaces === 'object' ? namespaces.labels : '',
      labels.labels,
      labels.key,
    ].join('|');
    let selected = bySelector.get(key);
    if (!selected) {
      const sure = noBits(size);
      for (const each of candidates(expression)) {
        if (matches(expression, each) === YES) {
          addBit(sure, each.id);
        }
      }
      selected = { sure, maybe: sure };
      bySelector.set(key, selected);
    }
    return selected;
  };

  const compute = (expression: PeerExpression): Selected => {
    switch (expression.type) {
      case 'any':
        return { sure: everything, maybe: everything };
      case 'unknown':
        return { sure: nothing, maybe: everything };
      case 'pods':
        return selectPods(expression);
      case 'object':
      case 'host':
      case 'addresses': {
        const sure = noBits(size);
        const maybe = noBits(size);
        const isOfHosts =
          expression.type === 'host' ||
          (expression.type === 'addresses' && !expression.pods);
        for (const each of isOfHosts ? classes.onHost : classes.all) {
          const answer = matches(expression, each);
          if (answer !== NO) {
            addBit(maybe, each.id);
          }
          if (answer === YES) {
            addBit(sure, each.id);
          }
        }
        return { sure, maybe };
      }
      case 'not': {
        const of = select(expression.of);
        const without = (bits: Bits) =>
          combineBits(everything, bits, (a, b) => a & ~b);
        return { sure: without(of.maybe), maybe: without(of.sure) };
      }
      default: {
        const isAnd = expression.type === 'and';
        const start = isAnd ? everything : nothing;
        return expression.of.map(select).reduce<Selected>(
          (sofar, each) => ({
            sure: combine(isAnd, sofar.sure, each.sure),
            maybe: combine(isAnd, sofar.maybe, each.maybe),
          }),
          { sure: start, maybe: start },
        );
      }
    }
  };

  function select(expression: PeerExpression): Selected {
    let selected = byExpression.get(expression);
    if (!selected) {
      selected = compute(expression);
      byExpression.set(expression, selected);
    }
    return selected;
  }

  return {
    select,
    selectAny: peers => {
      if (!peers) {
        return select(ANYONE);
      }
      let selected = byPeers.get(peers);
      if (!selected) {
        selected = select(anyOf(peers.map(term => term.match)));
        byPeers.set(peers, selected);
      }
      return selected;
    },
  };
}

function combine(isAnd: boolean, a: Bits, b: Bits): Bits {
  return isAnd
    ? combineBits(a, b, (x, y) => x & y)
    : combineBits(a, b, (x, y) => x | y);
}
