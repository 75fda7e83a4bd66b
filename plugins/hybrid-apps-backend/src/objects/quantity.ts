import { text } from './read';

/** What a number is multiplied with, and divided by, for each suffix; by whole numbers, which are exact. */
const SUFFIXES: Record<string, [times: number, by: number]> = {
  '': [1, 1],
  n: [1, 1e9],
  u: [1, 1e6],
  m: [1, 1e3],
  k: [1e3, 1],
  M: [1e6, 1],
  G: [1e9, 1],
  T: [1e12, 1],
  P: [1e15, 1],
  E: [1e18, 1],
  Ki: [2 ** 10, 1],
  Mi: [2 ** 20, 1],
  Gi: [2 ** 30, 1],
  Ti: [2 ** 40, 1],
  Pi: [2 ** 50, 1],
  Ei: [2 ** 60, 1],
};

/**
 * An amount as Kubernetes writes it, like `500m`, `4Gi` or `1e3`; undefined for
 * what is none, or less than nothing.
 * Source: k8s.io/apimachinery, pkg/api/resource/quantity.go.
 */
export function quantity(value: unknown): number | undefined {
  const [, digits, exponent = '', suffix = ''] =
    /^\+?(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,3})|([KMGTPE]i|[numkMGTPE]))?$/.exec(
      typeof value === 'number' ? String(value) : text(value) ?? '',
    ) ?? [];
  if (digits === undefined) {
    return undefined;
  }
  const [times, by] = SUFFIXES[suffix];
  const amount = (Number(`${digits}e${exponent || 0}`) * times) / by;
  return Number.isFinite(amount) ? amount : undefined;
}
