import { parseQuery, Query } from './query';
import { found, METRICS, Running, Series } from './series';

/** As Prometheus has it. */
const MOST_POINTS = 11_000;

/** What is asked of an endpoint, as a form or in the URL. */
export interface Asked {
  /** Behind `/api/v1/`. */
  endpoint: string;
  params: URLSearchParams;
  /** Milliseconds since the epoch. */
  now: number;
}

interface Reply {
  status: number;
  json: object;
}

const refuse = (status: number, errorType: string, error: string): Reply => ({
  status,
  json: { status: 'error', errorType, error },
});

const answer = (resultType: string, result: object[]): Reply => ({
  status: 200,
  json: { status: 'success', data: { resultType, result } },
});

type Group = { labels: Record<string, string>; valueAt: Series['valueAt'] };

/** Series with the same labels together. */
function grouped(series: readonly Series[], by: readonly string[]) {
  const groups = new Map<string, Group>();
  for (const { labels, valueAt } of series) {
    const own = by.flatMap(label =>
      labels[label] === undefined ? [] : [[label, labels[label]] as const],
    );
    const key = JSON.stringify(own);
    const before = groups.get(key);
    groups.set(key, {
      labels: Object.fromEntries(own),
      valueAt(now) {
        const value = valueAt(now);
        const rest = before?.valueAt(now);
        return value === undefined && rest === undefined
          ? undefined
          : (value ?? 0) + (rest ?? 0);
      },
    });
  }
  return groups;
}

function evaluate(query: Query, running: Running, cluster: string): Group[] {
  const { by, left, right } = query;
  const own = grouped(found(left, running, cluster), by);
  if (!right) {
    return [...own.values()];
  }
  const others = grouped(found(right.selector, running, cluster), by);
  return [...own].flatMap(([key, { labels, valueAt }]) => {
    const other = others.get(key);
    return other
      ? [
          {
            labels,
            valueAt(now: number) {
              const a = valueAt(now);
              const b = other.valueAt(now);
              if (a === undefined || b === undefined) {
                return undefined;
              }
              return right.sign === '-' ? a - b : a / b;
            },
          },
        ]
      : [];
  });
}

/** A time as Prometheus takes it: seconds, or RFC 3339. */
const secondsOf = (written: string | null): number =>
  /^-?[\d.]+$/.test(written ?? '')
    ? Number(written)
    : Date.parse(written ?? '') / 1_000;

/**
 * Answers what a Prometheus of this cluster would, for queries of the shapes and
 * metrics that are known here. Source: Prometheus, querying/api.
 */
export function answerPrometheus(
  { endpoint, params, now }: Asked,
  running: Running,
  cluster: string,
): Reply {
  if (endpoint !== 'query' && endpoint !== 'query_range') {
    return refuse(404, 'not_found', `there is no ${endpoint} in the sandbox`);
  }
  const query = parseQuery(params.get('query') ?? '');
  if (!query || !METRICS.includes(query.left.metric)) {
    return refuse(
      400,
      'bad_data',
      `the sandbox has no engine of PromQL: it answers sum by (labels) (rate(metric{matchers}[window])) and the like, of ${METRICS.join(
        ', ',
      )}`,
    );
  }
  const groups = evaluate(query, running, cluster);
  const sample = ({ valueAt }: Group, seconds: number) => {
    const value = valueAt(seconds * 1_000);
    return value === undefined ? undefined : [seconds, String(value)];
  };
  if (endpoint === 'query') {
    const at = params.has('time') ? secondsOf(params.get('time')) : now / 1_000;
    return Number.isFinite(at)
      ? answer(
          'vector',
          groups.flatMap(group => {
            const value = sample(group, at);
            return value ? [{ metric: group.labels, value }] : [];
          }),
        )
      : refuse(400, 'bad_data', 'invalid parameter "time"');
  }
  const [start, end, step] = ['start', 'end', 'step'].map(name =>
    secondsOf(params.get(name)),
  );
  const count = Math.floor((end - start) / step) + 1;
  if (!(step > 0) || !(count > 0)) {
    return refuse(
      400,
      'bad_data',
      'invalid parameter "start", "end" or "step"',
    );
  }
  if (count > MOST_POINTS) {
    return refuse(
      400,
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  const times = Array.from({ length: count }, (_, n) => start + n * step);
  return answer(
    'matrix',
    groups.map(group => ({
      metric: group.labels,
      values: times.flatMap(time => {
        const value = sample(group, time);
        return value ? [value] : [];
      }),
    })),
  );
}
