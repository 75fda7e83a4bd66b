import {
  ConnectionChange,
  Peer,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isRest, restOf } from '../policies/rest';

/** What becomes of a connection, what exposes most first. */
export const EFFECTS = [
  'opens',
  'widens',
  'uncertain',
  'changes',
  'closes',
  'narrows',
] as const;
export type Effect = (typeof EFFECTS)[number];

/** A change that was told, and what it amounts to. */
export interface Told extends ConnectionChange {
  effect: Effect;
  /** Of how many with the rest of a cluster it tells; absent where of one alone. */
  folded?: number;
}

/** Ports that may be reached, by protocol. */
type Ports = Map<string, Array<[from: number, to: number]>>;

const EVERY_PORT: [number, number] = [1, 65535];

/** Reads what the API says of ports; undefined where that is not sure. */
function readPorts(text: string): Ports | undefined {
  if (text === 'No Connections') {
    return new Map();
  }
  if (text === 'All Connections') {
    return new Map(['SCTP', 'TCP', 'UDP'].map(name => [name, [EVERY_PORT]]));
  }
  const ports: Ports = new Map();
  let protocol = '';
  for (const part of text.split(',')) {
    const match = /^(?:([A-Z]+) )?(\d+)(?:-(\d+))?$/.exec(part);
    protocol = match?.[1] ?? protocol;
    if (!match || !protocol) {
      return undefined;
    }
    const from = Number(match[2]);
    const to = Number(match[3] ?? match[2]);
    ports.set(protocol, [...(ports.get(protocol) ?? []), [from, to]]);
  }
  return ports;
}

/** Whether one permits all that the other permits. Ranges that touch are one. */
const covers = (outer: Ports, inner: Ports): boolean =>
  [...inner].every(([protocol, ranges]) =>
    ranges.every(([from, to]) =>
      outer.get(protocol)?.some(([first, last]) => first <= from && to <= last),
    ),
  );

/** What a change amounts to. Of ports that change, whether they become more or fewer. */
export function effectOf({ change, before, after }: ConnectionChange): Effect {
  switch (change) {
    case 'added':
      return 'opens';
    case 'removed':
      return 'closes';
    case 'uncertain':
      return 'uncertain';
    default: {
      const was = readPorts(before ?? '');
      const becomes = readPorts(after ?? '');
      if (!was || !becomes) {
        return 'changes';
      }
      if (covers(becomes, was)) {
        return 'widens';
      }
      return covers(was, becomes) ? 'narrows' : 'changes';
    }
  }
}

const isVm = (kind: string) =>
  kind === 'VirtualMachine' || kind === 'VirtualMachineInstance';

/** By what exposes most; of those, VMs first, as nothing else guards most of them. */
const compare = (a: Told, b: Told): number =>
  EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
  Number(isVm(b.destination.kind)) - Number(isVm(a.destination.kind)) ||
  a.destination.name.localeCompare(b.destination.name) ||
  a.source.name.localeCompare(b.source.name);

/** Changes with what they amount to, in the order in which they matter. */
export const tellChanges = (changes: ConnectionChange[]): Told[] =>
  changes
    .map(change => ({ ...change, effect: effectOf(change) }))
    .sort(compare);

/** How often each effect is among changes; those that are not are left out. */
export const countEffects = (
  changes: Told[],
): Array<{ effect: Effect; count: number }> =>
  EFFECTS.map(effect => ({
    effect,
    count: changes.filter(told => told.effect === effect).length,
  })).filter(({ count }) => count > 0);

const restInPlace = (peer: Peer): Peer => (isRest(peer) ? restOf(peer) : peer);

/** Puts one row in place of equal changes with the rest of a cluster. */
export function foldChanges(changes: Told[]): Told[] {
  const groups = new Map<string, Told[]>();
  for (const change of changes) {
    const { effect, source, destination, before, after } = change;
    const ends = [source, destination].map(peer => restInPlace(peer).id);
    const key = JSON.stringify([effect, ...ends, before, after]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(change);
  }
  return [...groups.values()].map(group => {
    const [first] = group;
    return group.length === 1
      ? first
      : {
          ...first,
          source: restInPlace(first.source),
          destination: restInPlace(first.destination),
          folded: group.length,
        };
  });
}
