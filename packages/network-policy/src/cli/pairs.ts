import {
  ALL_IPV4,
  ALL_IPV6,
  covers,
  elementaryRanges,
  formatAddress,
  parseCidr,
  subtractRanges,
} from '../addresses/ranges';
import type { AddressRange } from '../addresses/ranges';
import { formatPeer } from '../endpoints/types';
import type { ExternalPeer, Peer, WorkloadPeer } from '../endpoints/types';
import type { Connection } from '../evaluate/connections';
import type { PolicyModel } from '../model';
import { NO_CONNECTIONS } from '../ports/connectionSet';
import { means } from './assertions';
import type { Assertion, End } from './assertions';

const WHOLE = [ALL_IPV4, ALL_IPV6];

/** The addresses that an external peer stands for. */
function rangeOf({ from, to }: ExternalPeer): AddressRange[] {
  const [first, last] = [parseCidr(from), parseCidr(to)];
  return first && last ? [{ from: first.from, to: last.to }] : [];
}

export function externalPeer({ from, to }: AddressRange): ExternalPeer {
  return {
    type: 'external',
    from: formatAddress(from),
    to: formatAddress(to),
  };
}

/** The parts of a peer of which each assertion means all or nothing. */
function partsOf(peer: Peer, pieces: readonly AddressRange[]): Peer[] {
  return peer.type === 'external'
    ? rangeOf(peer).flatMap(({ from, to }) =>
        pieces
          .filter(piece => piece.from <= to && from <= piece.to)
          .map(piece =>
            externalPeer({
              from: piece.from > from ? piece.from : from,
              to: piece.to < to ? piece.to : to,
            }),
          ),
      )
    : [peer];
}

/** Connections, cut where assertions name addresses. */
function cut(
  connections: readonly Connection[],
  assertions: readonly Assertion[],
): readonly Connection[] {
  const named = assertions
    .flatMap(({ source, destination }) => [source, destination])
    .flatMap(end => end.addresses);
  const pieces = elementaryRanges(named);
  return named.every(each => WHOLE.some(all => covers(each, all)))
    ? connections
    : connections.flatMap(each =>
        partsOf(each.source, pieces).flatMap(source =>
          partsOf(each.destination, pieces).map(destination => ({
            ...each,
            source,
            destination,
          })),
        ),
      );
}

const nothing = (source: Peer, destination: Peer): Connection => ({
  source,
  destination,
  allowed: NO_CONNECTIONS,
  uncertain: NO_CONNECTIONS,
});

/** Addresses between which and a workload nothing is permitted, as connections of nothing. */
function gaps(
  { addresses }: End,
  workloads: readonly WorkloadPeer[],
  permitted: readonly (readonly [WorkloadPeer, ExternalPeer])[],
  connect: (workload: WorkloadPeer, outside: ExternalPeer) => Connection,
): Connection[] {
  if (addresses.length === 0) {
    return [];
  }
  const reached = new Map<string, AddressRange[]>();
  for (const [workload, outside] of permitted) {
    const name = formatPeer(workload);
    reached.set(name, [...(reached.get(name) ?? []), ...rangeOf(outside)]);
  }
  return workloads.flatMap(each =>
    subtractRanges(addresses, reached.get(formatPeer(each)) ?? []).map(range =>
      connect(each, externalPeer(range)),
    ),
  );
}

/**
 * Every two ends that an assertion speaks of, also those without a connection
 * where one is expected; apart where other assertions are to be held against them.
 */
export function pairsOf(
  model: PolicyModel,
  connections: readonly Connection[],
  assertion: Assertion,
  others: readonly Assertion[],
): Connection[] {
  const { source, destination, expected } = assertion;
  const permitted = cut(connections, [assertion, ...others]).filter(
    each => means(source, each.source) && means(destination, each.destination),
  );
  if (expected === 'denied') {
    return permitted;
  }
  const sources = model.workloads.filter(each => means(source, each));
  const destinations = model.workloads.filter(each => means(destination, each));
  const found = new Set(
    permitted.map(
      each => `${formatPeer(each.source)}|${formatPeer(each.destination)}`,
    ),
  );
  return [
    ...permitted,
    ...sources.flatMap(from =>
      destinations
        .filter(
          to =>
            from !== to && !found.has(`${formatPeer(from)}|${formatPeer(to)}`),
        )
        .map(to => nothing(from, to)),
    ),
    ...gaps(
      source,
      destinations,
      permitted.flatMap(({ source: from, destination: to }) =>
        from.type === 'external' && to.type === 'workload' ? [[to, from]] : [],
      ),
      (to, from) => nothing(from, to),
    ),
    ...gaps(
      destination,
      sources,
      permitted.flatMap(({ source: from, destination: to }) =>
        to.type === 'external' && from.type === 'workload' ? [[from, to]] : [],
      ),
      nothing,
    ),
  ];
}
