import { bitsOf } from '../__oracle__';
import { formatPeer } from '../index';
import type { Connection, ConnectionSet, Peer, PolicyModel } from '../index';
import { subtract, unite } from '../ports/connectionSet';

/** What is permitted between two ends: surely, and at all. */
export interface Answer {
  readonly allowed: ConnectionSet;
  readonly possible: ConnectionSet;
}

export type Answers = ReadonlyMap<string, Answer>;

/** The names of an end: those of the addresses among `outside` for a range. */
export function namesOf(
  peer: Peer,
  outside: readonly string[],
  nameOf: (peer: Peer) => string = formatPeer,
): string[] {
  if (peer.type !== 'external') {
    return [nameOf(peer)];
  }
  const [from, to] = [peer.from, peer.to].map(bitsOf);
  return outside.filter(ip => {
    const bits = bitsOf(ip);
    return bits.length === from.length && from <= bits && bits <= to;
  });
}

/**
 * All that connections permit, by `source => destination`: ranges of addresses
 * outside by some of their addresses, as models may cut them otherwise. Where
 * several ends have one name, what any of them may do.
 */
export function answersIn(
  connections: readonly Pick<
    Connection,
    'source' | 'destination' | 'allowed' | 'uncertain'
  >[],
  outside: readonly string[],
  nameOf?: (peer: Peer) => string,
): Answers {
  const answers = new Map<string, Answer>();
  for (const { source, destination, allowed, uncertain } of connections) {
    const possible = unite(allowed, uncertain);
    const destinations = namesOf(destination, outside, nameOf);
    for (const from of namesOf(source, outside, nameOf)) {
      for (const to of destinations) {
        const key = `${from} => ${to}`;
        const before = answers.get(key);
        answers.set(
          key,
          before
            ? {
                allowed: unite(before.allowed, allowed),
                possible: unite(before.possible, possible),
              }
            : { allowed, possible },
        );
      }
    }
  }
  return answers;
}

export function answersOf(
  model: PolicyModel,
  outside: readonly string[],
): Answers {
  return answersIn(model.connections({ granularity: 'pod' }), outside);
}

/** The pairs of ends that may do something in one that they may not in the other. */
export function lostFrom(before: Answers, after: Answers): string[] {
  return [...before].flatMap(([key, was]) => {
    const is = after.get(key) ?? { allowed: {}, possible: {} };
    const lost = unite(
      subtract(was.allowed, is.allowed),
      subtract(was.possible, is.possible),
    );
    return Object.keys(lost).length > 0 ? [key] : [];
  });
}
