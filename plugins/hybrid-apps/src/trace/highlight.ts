import {
  Topology,
  Trace,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { nodeOfObject } from '../topology/view';

/** The cards and wires that the ways of a request go along. */
export function traceHighlight(
  { nodes, edges }: Pick<Topology, 'nodes' | 'edges'>,
  trace: Trace | undefined,
): { nodes: Set<string>; edges: Set<string> } | undefined {
  const objects = new Set(
    (trace?.ways ?? []).flatMap(({ entry, hops, ends }) => [
      entry.id,
      ...[...hops, ...ends.flatMap(end => end.hops)].map(
        ({ object }) => object?.id,
      ),
    ]),
  );
  const lit = new Set(
    [...objects].flatMap(id => nodeOfObject(nodes, id)?.id ?? []),
  );
  if (lit.size === 0) {
    return undefined;
  }
  const along = edges.filter(
    ({ source, target, relation }) =>
      ['routes', 'selects', 'serves'].includes(relation) &&
      lit.has(source) &&
      lit.has(target),
  );
  return { nodes: lit, edges: new Set(along.map(({ id }) => id)) };
}
