const SUFFIXES: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY =
  /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/**
 * The number that a Kubernetes quantity stands for: `500m` is 0.5, `4Gi` is
 * 4294967296. `undefined` for what is none.
 */
export function parseQuantity(value: unknown): number | undefined {
  const match = QUANTITY.exec(String(value ?? ''));
  if (!match) {
    return undefined;
  }
  const [, number, suffix = '', exponent] = match;
  return exponent === undefined
    ? Number(number) * SUFFIXES[suffix]
    : Number(`${number}e${exponent}`);
}
