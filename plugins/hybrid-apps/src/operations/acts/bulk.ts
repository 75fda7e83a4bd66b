import {
  ActOffer,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Target } from './types';

/** An act on several objects at once. */
export interface BulkOffer {
  /** As it is offered for the first of them. */
  offer: ActOffer;
  /** To what it can be done. */
  possible: readonly Target<TopologyNode>[];
  /** To what not, and why; where it has nothing to do with an object, there is no why. */
  impossible: ReadonlyArray<{ node: TopologyNode; why?: string }>;
}

const sameInput = (a: ActOffer, b: ActOffer) =>
  JSON.stringify(a.input) === JSON.stringify(b.input);

/**
 * What can be done to some of the objects at least, in the order in which it is
 * offered. What asks for the name of its object asks so that each is looked at by
 * itself, so it is not done to many; nor is what takes something else of each.
 */
export function bulkOf(
  nodes: readonly TopologyNode[],
  offers: ReadonlyMap<string, readonly ActOffer[]>,
): BulkOffer[] {
  const told = nodes.map(node => ({
    node,
    acts: new Map((offers.get(node.id) ?? []).map(offer => [offer.act, offer])),
  }));
  const acts = new Set(told.flatMap(one => [...one.acts.keys()]));
  return [...acts].flatMap(act => {
    const possible: Target<TopologyNode>[] = [];
    const impossible: Array<{ node: TopologyNode; why?: string }> = [];
    for (const { node, acts: its } of told) {
      const offer = its.get(act);
      if (offer?.possible) {
        possible.push({ node, offer });
      } else {
        impossible.push({ node, ...(offer?.why && { why: offer.why }) });
      }
    }
    const [first] = possible;
    return first &&
      first.offer.danger !== 'asksName' &&
      possible.every(({ offer }) => sameInput(offer, first.offer))
      ? [{ offer: first.offer, possible, impossible }]
      : [];
  });
}

/** Does something with each, so many at a time. */
export async function inTurns<T>(
  items: readonly T[],
  atATime: number,
  one: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = [...items];
  const goOn = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      await one(item);
    }
  };
  await Promise.all(Array.from({ length: atATime }, goOn));
}
