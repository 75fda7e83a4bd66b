import { Json, KubeObject, recordAt, textAt } from '../objects';
import { parseQuantity } from '../validation/quantity';

/** Of a container that requests nothing. */
const DEFAULTS = { cpu: 0.01, memory: 32 * 2 ** 20 };
const GUEST = { cpu: 1, memory: 512 * 2 ** 20 };
const SWING_MS = 600_000;
const DAY_MS = 24 * 3_600_000;
/** Network and disks carry so many bytes a second for each core in use. */
const BYTES_PER_CORE = {
  received: 400_000,
  sent: 250_000,
  read: 60_000,
  written: 120_000,
};

export interface Load {
  /** Cores. */
  cpu: number;
  /** Bytes. */
  memory: number;
  /** Bytes a second. */
  received: number;
  sent: number;
  read: number;
  written: number;
}

export interface ContainerLoad extends Load {
  /** Which share of its periods it is held back in; none without a limit of CPU. */
  throttled?: number;
}

export interface GuestLoad extends Load {
  /** What the guest has, in bytes. */
  memoryTotal: number;
}

/** From 0 to 1, the same for the same seed, so that not all swing alike. */
function phaseOf(seed: string): number {
  let sum = 0;
  for (const character of seed) {
    sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  }
  return sum / 9973;
}

/** A slow and steady swing, from -1 to 1, and how busy the time of day is, from 0 to 1. */
function swingOf(seed: string, now: number) {
  const phase = phaseOf(seed);
  const turn = (now / SWING_MS + phase) * 2 * Math.PI;
  return {
    turn,
    // Least at midnight of UTC.
    day: (1 - Math.cos((now / DAY_MS) * 2 * Math.PI)) / 2,
  };
}

const withTraffic = (cpu: number, memory: number): Load => ({
  cpu,
  memory,
  received: cpu * BYTES_PER_CORE.received,
  sent: cpu * BYTES_PER_CORE.sent,
  read: cpu * BYTES_PER_CORE.read,
  written: cpu * BYTES_PER_CORE.written,
});

/** What a container of a Pod uses at a time. An image `…busy…` takes all that it may. */
export function containerLoad(
  pod: KubeObject,
  container: Json,
  now: number,
): ContainerLoad {
  const requests = recordAt(container, 'resources', 'requests');
  const limits = recordAt(container, 'resources', 'limits');
  const isBusy = textAt(container, 'image').includes('busy');
  const most = {
    cpu: parseQuantity(limits.cpu),
    memory: parseQuantity(limits.memory),
  };
  const { turn, day } = swingOf(`${pod.metadata.name}/${container.name}`, now);
  const cpu =
    isBusy && most.cpu !== undefined
      ? most.cpu * 0.98
      : (parseQuantity(requests.cpu) ?? DEFAULTS.cpu) *
        (0.3 + 0.4 * day + 0.2 * Math.sin(turn));
  const memory =
    isBusy && most.memory !== undefined
      ? most.memory * 0.95
      : (parseQuantity(requests.memory) ?? DEFAULTS.memory) *
        (0.7 + 0.1 * Math.sin(turn / 3));
  return {
    ...withTraffic(cpu, memory),
    ...(most.cpu !== undefined && {
      // It begins where nine tenths of the limit are in use.
      throttled: Math.min(1, Math.max(0, (cpu / most.cpu - 0.9) * 8)),
    }),
  };
}

/** What the guest of a VirtualMachineInstance uses at a time. */
export function guestLoad(vmi: KubeObject, now: number): GuestLoad {
  const domain = recordAt(vmi, 'spec', 'domain');
  const count = (field: string) => Number(recordAt(domain, 'cpu')[field] ?? 1);
  const cpus =
    count('cores') * count('sockets') * count('threads') || GUEST.cpu;
  const memoryTotal =
    parseQuantity(recordAt(domain, 'memory').guest) ??
    parseQuantity(recordAt(domain, 'resources', 'requests').memory) ??
    GUEST.memory;
  const { turn, day } = swingOf(vmi.metadata.name, now);
  return {
    ...withTraffic(
      cpus * (0.1 + 0.3 * day + 0.08 * Math.sin(turn)),
      memoryTotal * (0.5 + 0.15 * day + 0.05 * Math.sin(turn / 3)),
    ),
    memoryTotal,
  };
}
