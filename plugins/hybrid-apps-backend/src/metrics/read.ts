import { at, list, quantity, text } from '../objects';

/** Cores and bytes. */
export interface Amounts {
  cpu?: number;
  memory?: number;
}

/** What a node, or a Pod, used when it was measured. */
export interface Figures {
  name: string;
  used: Amounts;
  /** Of a Pod, by the name of the container. */
  containers: ReadonlyMap<string, Amounts>;
  /** When it was measured. */
  at?: string;
  /** For how long CPU was counted. */
  windowSeconds?: number;
}

const RESOURCES = ['cpu', 'memory'] as const;

/** What is said of either resource. */
export const amounts = (
  of: (resource: 'cpu' | 'memory') => number | undefined,
): Amounts =>
  Object.fromEntries(
    RESOURCES.flatMap(resource => {
      const amount = of(resource);
      return amount === undefined ? [] : [[resource, amount]];
    }),
  );

/** All together; of what one of them does not say, there is no sum. */
export const summed = (all: readonly Amounts[]): Amounts =>
  amounts(resource =>
    all.reduce<number | undefined>((total, one) => {
      const amount = one[resource];
      return total === undefined || amount === undefined
        ? undefined
        : total + amount;
    }, 0),
  );

const usage = (from: unknown): Amounts =>
  amounts(resource => quantity(at(from, 'usage', resource)));

const SECONDS: Readonly<Record<string, number>> = {
  h: 3_600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};

/** A duration as Go writes it, like `1m30s`. Source: Go, package time, `Duration.String`. */
export function seconds(duration: string | undefined): number | undefined {
  const parts = [
    ...(duration ?? '').matchAll(/(\d+\.?\d*)(h|ms|us|µs|ns|m|s)/g),
  ];
  return parts.length > 0 && parts.map(([part]) => part).join('') === duration
    ? parts.reduce((sum, [, n, unit]) => sum + Number(n) * SECONDS[unit], 0)
    : undefined;
}

/** A time that is none is no time. */
function timeOf(item: unknown): string | undefined {
  const time = Date.parse(text(at(item, 'timestamp')) ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/**
 * A NodeMetrics or PodMetrics; undefined for what is none.
 * Source: k8s.io/metrics, pkg/apis/metrics/v1beta1/types.go.
 */
export function readFigures(item: unknown): Figures | undefined {
  const name = text(at(item, 'metadata', 'name'));
  if (name === undefined) {
    return undefined;
  }
  const containers = new Map(
    list(at(item, 'containers')).flatMap((one): Array<[string, Amounts]> => {
      const container = text(at(one, 'name'));
      return container === undefined ? [] : [[container, usage(one)]];
    }),
  );
  const measuredAt = timeOf(item);
  const windowSeconds = seconds(text(at(item, 'window')));
  return {
    name,
    used: containers.size > 0 ? summed([...containers.values()]) : usage(item),
    containers,
    ...(measuredAt && { at: measuredAt }),
    ...(windowSeconds !== undefined && { windowSeconds }),
  };
}
