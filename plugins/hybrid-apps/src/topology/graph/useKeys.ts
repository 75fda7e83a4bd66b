import { KeyboardEvent, RefObject, useRef } from 'react';
import { Layout } from '../layout';
import { chipTowards, neighbourOf } from './neighbour';
import { cardElement, chipElements, wireElement } from './viewport';
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
    { node: own, card: under, edge }: DOMStringMap,
  ): { node?: string; edge?: string } => {
    // From a chip they lead on as from its card.
    const node = under ?? own;
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
    const { dataset } = event.target;
    const chips = chipElements(area.current, dataset.card ?? dataset.node);
    const chip = event.altKey
      ? undefined
      : chipTowards(chips.length, chips.indexOf(event.target), event.key);
    const { node, edge } =
      chip === -1 ? { node: dataset.card } : goal(event, dataset);
    const to =
      chips[chip ?? -1] ??
      (node
        ? cardElement(area.current, node)
        : edge && wireElement(area.current, edge));
    if (to) {
      // Or else the page would scroll, too.
      event.preventDefault();
      to.focus();
    }
  };
}
