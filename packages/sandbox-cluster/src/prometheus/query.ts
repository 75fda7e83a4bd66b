/**
 * The few shapes of PromQL that are answered here: what is left of
 * `sum by (labels) (function(metric{matchers}[window]))`, one of these or two with
 * a sign between. It is no engine, and refuses all else.
 */

/** A selector, as far as it is looked at. */
export interface Selector {
  metric: string;
  matches(labels: Readonly<Record<string, string>>): boolean;
  /** What is made of a counter, over so many seconds. */
  rate?: { function: 'rate' | 'increase'; seconds: number };
}

export interface Query {
  by: readonly string[];
  left: Selector;
  right?: { sign: '-' | '/'; selector: Selector };
}

const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;
const SELECTOR = String.raw`(\w+)\{((?:[^"{}]|${TEXT})*)\}(?:\[(\d+)([smhd])\])?`;
const CALLED = String.raw`(?:(rate|increase)\(${SELECTOR}\)|${SELECTOR})`;
const SUM = String.raw`sum by \(([\w, ]+)\) \(${CALLED}(?: - ${SELECTOR})?\)`;
const WHOLE = new RegExp(`^${SUM}(?: / ${SUM})?$`);
const MATCHER = new RegExp(String.raw`(\w+)(=~|!~|!=|=)(${TEXT})`, 'g');

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

function testOf(sign: string, value: string): (has: string) => boolean {
  if (sign === '=' || sign === '!=') {
    return has => (has === value) === (sign === '=');
  }
  const pattern = new RegExp(`^(?:${value})$`, 's');
  return has => pattern.test(has) === (sign === '=~');
}

function selectorOf(
  called: string | undefined,
  [metric, written, n, unit]: ReadonlyArray<string | undefined>,
): Selector | undefined {
  if (metric === undefined || written === undefined) {
    return undefined;
  }
  const tests = [...written.matchAll(MATCHER)].map(
    ([, label, sign, value]) =>
      [label, testOf(sign, JSON.parse(value))] as const,
  );
  return {
    metric,
    matches: labels =>
      tests.every(([label, test]) => test(labels[label] ?? '')),
    ...((called === 'rate' || called === 'increase') &&
      n !== undefined && {
        rate: { function: called, seconds: Number(n) * SECONDS[unit ?? 's'] },
      }),
  };
}

/** @returns nothing for what is of no shape that is answered */
export function parseQuery(written: string): Query | undefined {
  const parts = WHOLE.exec(written.trim())?.slice(1);
  if (!parts) {
    return undefined;
  }
  /** Of one sum: by, function, its selector, or one without a function, and one that is taken away. */
  const sumOf = (from: number) => ({
    by: parts[from]?.split(',').map(label => label.trim()),
    first:
      selectorOf(parts[from + 1], parts.slice(from + 2, from + 6)) ??
      selectorOf(undefined, parts.slice(from + 6, from + 10)),
    less: selectorOf(undefined, parts.slice(from + 10, from + 14)),
  });
  try {
    const { by, first, less } = sumOf(0);
    const divisor = sumOf(14).first;
    if (!by || !first) {
      return undefined;
    }
    return {
      by,
      left: first,
      ...(less && { right: { sign: '-', selector: less } }),
      ...(divisor && { right: { sign: '/', selector: divisor } }),
    };
  } catch {
    // A text, or a regular expression, that is none.
    return undefined;
  }
}
