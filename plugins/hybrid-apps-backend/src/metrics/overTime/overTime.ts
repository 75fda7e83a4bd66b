import { toError } from '@backstage/errors';
import { getOrMake } from '../../getOrMake';
import { keepBriefly } from '../../keepBriefly';
import { createLimiter, Limiter, Limits } from '../../limiter';
import { Grid, oneLine, RangeAnswer, Row } from './answer';
import { createPrometheus, Prometheus } from './prometheus';
import { METRICS, Subject } from './queries';
import { MetricsSettings, METRICS_KEY } from './settings';
import { createOwnersOf, Sources } from './sources';
import { exactly, fillQuery, QueryTemplate } from './template';

type Name = (typeof METRICS)[number]['name'];

/** A series of one of those that were asked for. */
export interface Measured extends Row {
  name: Name;
  subject: Subject;
  /** Whose it is; one of those that were asked for at least. */
  of: readonly Sources[];
}

/** What a Prometheus answered, as far as it did. */
export interface Asked {
  series: readonly Measured[];
  /** How many queries there were, and why some have no answer. */
  queries: number;
  problems: readonly string[];
  /** What the answers may lack. */
  warnings: readonly string[];
}

/** What was used over time, on clusters whose Prometheus is configured. */
export interface MetricsOverTime {
  isConfigured(cluster: string): boolean;
  /**
   * Asks in the portal's own name: whoever calls sees to it that who is told may
   * know all of these sources.
   *
   * @param caller - for whom, like `user:default/ana`
   */
  ask(
    cluster: string,
    sources: readonly Sources[],
    when: { grid: Grid; windowSeconds: number },
    caller: string,
  ): Promise<Asked>;
  close(): Promise<void>;
}

/** Prometheus measures about as often. */
const KEPT_MS = 15_000;
const KEPT = 500;

/** So many names of Pods, or of VMs, are in one query; more make it slow for all. */
export const MOST_NAMES = 300;

/** Of one Prometheus. A page asks for a dozen at once. */
const REQUESTS: Limits = {
  of: 'queries of one Prometheus',
  perCaller: 6,
  inAll: 16,
  waiting: 60,
  waitMs: 10_000,
  retryAfterSeconds: 5,
};

/** What became of one query. */
interface Told {
  series?: readonly Measured[];
  warnings?: readonly string[];
  problem?: string;
}

const unique = (texts: readonly string[]): string[] =>
  [...new Set(texts)].sort();

/** What is asked for, in words of a query: patterns first, and names that none of them means. */
export function namesIn(sources: readonly Sources[]): {
  namespaces: string[];
  pods: string[];
  vms: string[];
  leftOut: number;
} {
  const pods = sources.flatMap(one => {
    const patterns = one.patterns.slice(0, MOST_NAMES);
    const ownersOf = createOwnersOf([{ ...one, patterns, pods: [] }]);
    return [
      ...one.patterns,
      ...one.pods
        .filter(
          pod =>
            ownersOf(
              new Map([
                ['namespace', one.namespace],
                ['pod', pod],
              ]),
              'pods',
            ).length === 0,
        )
        .map(exactly),
    ];
  });
  const vms = sources.flatMap(one => one.vms.map(exactly));
  const [allPods, allVms] = [unique(pods), unique(vms)];
  return {
    namespaces: unique(sources.map(one => exactly(one.namespace))),
    pods: allPods.slice(0, MOST_NAMES),
    vms: allVms.slice(0, MOST_NAMES),
    leftOut: [allPods, allVms].reduce(
      (sum, { length }) => sum + Math.max(0, length - MOST_NAMES),
      0,
    ),
  };
}

/**
 * Asks the Prometheus of clusters, once for all who want to know the same in some
 * seconds, so many queries at a time.
 *
 * @param options.ticks - in milliseconds, by which answers are kept
 */
export function createMetricsOverTime(
  { clusters, queries }: MetricsSettings,
  options: {
    ticks?: () => number;
    connect?: typeof createPrometheus;
  } = {},
): MetricsOverTime {
  const { ticks = () => performance.now(), connect = createPrometheus } =
    options;
  const kept = keepBriefly<RangeAnswer | { problem: string }>({
    ms: KEPT_MS,
    most: KEPT,
    now: ticks,
  });
  const limiters = new Map<string, Limiter>();
  const open = new Map<string, Prometheus>();

  async function askOne(
    cluster: string,
    query: string,
    grid: Grid,
    caller: string,
  ): Promise<RangeAnswer | { problem: string }> {
    const settings = clusters.get(cluster);
    if (!settings) {
      throw new Error(
        `${METRICS_KEY}.clusters names no Prometheus of cluster '${cluster}'.`,
      );
    }
    const prometheus = getOrMake(open, cluster, () =>
      connect(cluster, settings),
    );
    const limiter = getOrMake(limiters, cluster, () => createLimiter(REQUESTS));
    return kept(JSON.stringify([cluster, query, grid]), () =>
      limiter.run(caller, async () => {
        try {
          return await prometheus.range(query, grid);
        } catch (error) {
          // As much an answer as any: one that is away is not asked at each look.
          return { problem: toError(error).message };
        }
      }),
    );
  }

  return {
    isConfigured: cluster => clusters.has(cluster),

    async ask(cluster, sources, { grid, windowSeconds }, caller) {
      const names = namesIn(sources);
      const labels = clusters.get(cluster)?.labels ?? new Map();
      const wanted = METRICS.flatMap(({ name }) =>
        (['pods', 'vms'] as const).flatMap(
          (
            subject,
          ): Array<{
            name: Name;
            subject: Subject;
            template: QueryTemplate;
          }> => {
            const template = queries[subject][name];
            return template && names[subject].length > 0
              ? [{ name, subject, template }]
              : [];
          },
        ),
      );
      const patterns = new Set(names.pods);
      const ownersOf = createOwnersOf(sources, one => patterns.has(one));
      const answers = await Promise.all(
        wanted.map(async ({ name, subject, template }): Promise<Told> => {
          const query = fillQuery(template, {
            ...names,
            labels,
            windowSeconds,
          });
          try {
            const answer = await askOne(cluster, query, grid, caller);
            if ('problem' in answer) {
              return answer;
            }
            return {
              warnings: answer.warnings.map(oneLine),
              // Names of one namespace may be those of others in another.
              series: answer.rows.flatMap((row): Measured[] => {
                const of = ownersOf(row.labels, subject);
                return of.length > 0 ? [{ ...row, name, subject, of }] : [];
              }),
            };
          } catch (error) {
            return { problem: toError(error).message };
          }
        }),
      );
      return {
        queries: wanted.length,
        series: answers.flatMap(({ series = [] }) => series),
        problems: unique([
          ...answers.flatMap(({ problem }) => problem ?? []),
          ...(names.leftOut > 0
            ? [
                `${names.leftOut} more Pods and VMs are left out: one query takes ${MOST_NAMES}. Look at one component.`,
              ]
            : []),
        ]),
        warnings: unique(answers.flatMap(({ warnings = [] }) => warnings)),
      };
    },

    async close() {
      await Promise.all([...open.values()].map(one => one.close()));
    },
  };
}
