import { KeyboardEvent, RefObject, useRef } from 'react';
import { Layout } from '../layout';
import { neighbourOf } from './neighbour';
import { cardElement, wireElement } from './viewport';
import { endTowards, nextWire, Tie } from './wires';

/** Goes by keys from card to card, along the wires of a card, and from a wire to what is at its ends. */
export function useKeys(
  area: RefObject<HTMLElement>,
  layout: Layout | undefined,
  ties: readonly Tie[],
): (event: KeyboardEvent) => void {
  /** The card whose wires one goes along. */
  const walked = useRef<string>();

  const goal = (
    { key, altKey }: KeyboardEvent,
    { node, edge }: DOMStringMap,
  ): { node?: string; edge?: string } => {
    const wire = ties.find(({ id }) => id === edge);
    if (altKey) {
      const ends = wire && [wire.source, wire.target];
      const card =
        node ?? ends?.find(end => end === walked.current) ?? wire?.source;
      walked.current = card;
      return { edge: card && nextWire(ties, card, edge, key) };
    }
    const positions = layout?.positions ?? new Map();
    return {
      node: wire
        ? endTowards(wire, positions, key)
        : node && neighbourOf(positions, node, key),
    };
  };
  return event => {
    if (!area.current || !(event.target instanceof HTMLElement)) {
      return;
    }
    const { node, edge } = goal(event, event.target.dataset);
    const to = node
      ? cardElement(area.current, node)
      : edge && wireElement(area.current, edge);
    if (to) {
      // Or else the page would scroll, too.
      event.preventDefault();
      to.focus();
    }
  };
}
