import {
  Connection as EngineConnection,
  ConnectionSet,
  formatConnections,
  Peer as EnginePeer,
  uniteConnections,
} from '@hybrid-apps/network-policy';
import { Connection } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** What a cell of the matrix says, before it has its ends. */
export type Cell = Omit<Connection, 'source' | 'destination'>;

/** What is said of one pair of workloads: by the engine, or with a reason of its own. */
export type Said = Pick<EngineConnection, 'allowed' | 'uncertain'> &
  Partial<Pick<EngineConnection, 'source' | 'destination'>> & {
    /** Why it is so, where that is not the engine's to tell. */
    why?: string;
  };

/** What is said of all pairs of a cell, and of how many; pairs that cannot connect are not in it. */
export type Tally = Array<{ said: Said; count: number }>;

export const NO_PORTS: ConnectionSet = {};
const EVERY_PORT = [{ from: 1, to: 65535 }];
export const ALL_PORTS: ConnectionSet = {
  SCTP: EVERY_PORT,
  TCP: EVERY_PORT,
  UDP: EVERY_PORT,
};

/** Sets of one model are the same objects where they are equal. */
export function count(tally: Tally, said: Said, pairs = 1): void {
  for (const known of tally) {
    if (
      known.said.allowed === said.allowed &&
      known.said.uncertain === said.uncertain &&
      known.said.why === said.why
    ) {
      known.count += pairs;
      return;
    }
  }
  tally.push({ said, count: pairs });
}

const NOTHING = 'No Connections';
const texts = new WeakMap<ConnectionSet, string>();

function textOf(set: ConnectionSet): string {
  const text = texts.get(set) ?? formatConnections(set);
  texts.set(set, text);
  return text;
}

const unite = (tally: Tally, side: 'allowed' | 'uncertain'): ConnectionSet =>
  tally
    .map(({ said }) => said[side])
    .reduce((all, set) => (all === set ? all : uniteConnections(all, set)));

const nameOf = (peer: EnginePeer): string =>
  peer.type === 'external' ? peer.from : peer.name;

/** Why a cell is not sure; of several pairs, for the first that is not. */
function reasonOf(
  tally: Tally,
  pairs: number,
  explain: (said: Said) => string,
): string {
  const unsure = tally.find(
    ({ said }) => said.why !== undefined || textOf(said.uncertain) !== NOTHING,
  );
  if (!unsure) {
    return '';
  }
  const { why, source, destination } = unsure.said;
  const reason = why ?? explain(unsure.said);
  return reason && pairs > 1 && source && destination
    ? `For example ${nameOf(source)} to ${nameOf(destination)}: ${reason}`
    : reason;
}

/**
 * The cell of two rows. Where not all of their workloads have the same, it says
 * what any of them has, and of how many: nobody reads that less is reached.
 *
 * @param pairs - of workloads of the one row with those of the other
 * @param explain - why the engine is not sure of a pair
 */
export function cellOf(
  tally: Tally,
  pairs: number,
  explain: (said: Said) => string,
): Cell {
  const sure = textOf(unite(tally, 'allowed'));
  const maybe = textOf(unite(tally, 'uncertain'));
  const reason = reasonOf(tally, pairs, explain);
  const isUniform = tally.length === 1 && tally[0].count === pairs;
  const sum = (isOf: (said: Said) => boolean) =>
    tally.reduce((all, one) => all + (isOf(one.said) ? one.count : 0), 0);
  const isAllowed = ({ allowed }: Said) => textOf(allowed) !== NOTHING;
  const differing = isUniform
    ? {}
    : {
        pairs: {
          allowed: sum(isAllowed),
          uncertain: sum(said => !isAllowed(said)),
          of: pairs,
        },
      };
  if (sure === NOTHING || maybe === NOTHING) {
    return {
      verdict: sure === NOTHING ? 'uncertain' : 'allowed',
      ports: sure === NOTHING ? maybe : sure,
      ...(reason && { reason }),
      ...differing,
    };
  }
  return {
    verdict: 'allowed',
    ports: sure,
    reason: `${maybe} is uncertain${reason && `: ${reason}`}`,
    ...differing,
  };
}

/** Equal where cells say the same, but for why. */
export const saysOf = ({ verdict, ports, pairs }: Cell): string =>
  JSON.stringify([verdict, ports, pairs]);
