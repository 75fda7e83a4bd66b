import {
  ComponentMetrics,
  MetricSeries,
  MetricsRange,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Grid, together, Values } from './answer';
import { findingsOverTime } from './findings';
import { Asked, Measured } from './overTime';
import { METRICS } from './queries';
import { METRICS_KEY } from './settings';
import { Sources } from './sources';

type Source = ComponentMetrics['source'];

const RANGE_SECONDS: Readonly<Record<MetricsRange, number>> = {
  '1h': 3_600,
  '6h': 6 * 3_600,
  '24h': 24 * 3_600,
  '7d': 7 * 24 * 3_600,
};

/** So many steps are in any range. */
const STEPS = 120;

/** Ends are told apart no finer, so that who looks a moment later is told the same. */
const END_SECONDS = 30;

/** Shorter ones may hold no two measurements, of which a rate is made. */
const LEAST_WINDOW_SECONDS = 300;

/** The times of a range that ends now. */
export function gridOf(
  range: MetricsRange,
  now: Date,
): { grid: Grid; windowSeconds: number } {
  const seconds = RANGE_SECONDS[range];
  const until = Math.floor(now.getTime() / 1_000 / END_SECONDS) * END_SECONDS;
  const stepSeconds = seconds / STEPS;
  return {
    grid: { from: until - seconds, stepSeconds, count: STEPS + 1 },
    windowSeconds: Math.max(LEAST_WINDOW_SECONDS, stepSeconds),
  };
}

/** Figures of a chart need no more digits. */
const rounded = (values: Values) =>
  values.map(value => value && Number(value.toPrecision(6)));

const JOIN = {
  sum: (a: number, b: number) => a + b,
  most: Math.max,
};

function seriesIn(measured: readonly Measured[]): MetricSeries[] {
  return METRICS.flatMap(({ name, unit, together: how }) => {
    const all = measured.filter(
      one => one.name === name && one.values.some(value => value !== null),
    );
    return all.length > 0
      ? [
          {
            name,
            unit,
            values: rounded(
              together(
                all.map(({ values }) => values),
                JOIN[how],
              ),
            ),
          },
        ]
      : [];
  });
}

/** Where no Prometheus is known. */
export const unconfigured = (cluster: string): Source => ({
  state: 'unconfigured',
  message: `No Prometheus is configured for cluster '${cluster}'. Name one in ${METRICS_KEY}.clusters of app-config, as docs/metrics.md says.`,
});

/** Of a cluster that takes each user's own token. */
export const untold = (cluster: string): Source => ({
  state: 'unknown',
  message: `Cluster '${cluster}' takes each user's own token, and the portal asks for what was used in its own name alone.`,
});

/** Why there are no series of an object, or not all. */
function sourceOf(
  cluster: string,
  sources: Sources,
  { queries, problems, warnings }: Asked,
  found: number,
): Source {
  const [problem] = problems;
  if (problem !== undefined) {
    return {
      state: found > 0 ? 'partial' : 'unknown',
      message: problem,
    };
  }
  if (found > 0) {
    return warnings.length > 0
      ? {
          state: 'partial',
          message: `Prometheus of cluster '${cluster}' says: ${warnings[0]}`,
        }
      : { state: 'told' };
  }
  if (queries === 0 || sources.pods.length + sources.vms.length === 0) {
    return { state: 'idle' };
  }
  return {
    state: 'empty',
    message:
      sources.vms.length > 0
        ? `Prometheus of cluster '${cluster}' has no series of it in this time. Look whether it scrapes KubeVirt (virt-handler), and whether its labels are namespace and name, or set ${METRICS_KEY}.queries.vms.`
        : `Prometheus of cluster '${cluster}' has no series of it in this time. Look whether it scrapes cAdvisor of the kubelets, and whether its labels are namespace and pod, or set ${METRICS_KEY}.queries.pods.`,
  };
}

/**
 * What an object used over time.
 *
 * @param memory - of the guest of a VM, in bytes
 */
export function describeOverTime(
  cluster: string,
  sources: Sources,
  asked: Asked,
  { grid, memory }: { grid: Grid; memory: number | undefined },
): Pick<ComponentMetrics, 'source' | 'series' | 'findings'> {
  const own = asked.series.filter(({ of }) => of.includes(sources));
  const series = seriesIn(own);
  return {
    source: sourceOf(cluster, sources, asked, series.length),
    series,
    findings: findingsOverTime(own, grid, memory),
  };
}
