import {
  AppMetrics,
  ComponentMetrics,
  MetricsRange,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

const STEPS: Record<MetricsRange, number> = {
  '1h': 30,
  '6h': 180,
  '24h': 720,
  '7d': 5_040,
};
const UNTIL = Date.UTC(2026, 0, 1, 12);
const GI = 2 ** 30;

const rising = (from: number, to: number) =>
  Array.from({ length: 121 }, (_, n) => from + ((to - from) * n) / 120);

/** A component that uses more and more. */
export const componentMetrics = (
  more: Partial<ComponentMetrics> & { id: string },
): ComponentMetrics => {
  const [cluster, namespace, , kind, name] = more.id.split('/');
  return {
    cluster,
    namespace,
    kind,
    name,
    source: { state: 'told' },
    requested: { cpu: 0.5, memory: GI },
    limit: { cpu: 2, memory: 2 * GI },
    series: [
      { name: 'cpu', unit: 'cores', values: rising(0, 1.5) },
      { name: 'memory', unit: 'bytes', values: rising(GI / 2, GI) },
      {
        name: 'network-receive',
        unit: 'bytes-per-second',
        values: rising(0, 2_048),
      },
      {
        name: 'network-transmit',
        unit: 'bytes-per-second',
        values: [...rising(0, 1_024).slice(0, 100), ...Array(21).fill(null)],
      },
    ],
    findings: [],
    ...more,
  };
};

/** Of noon of the first of January 2026. */
export const appMetrics = (
  entityRef: string,
  components: ComponentMetrics[],
  range: MetricsRange = '1h',
): AppMetrics => ({
  entityRef,
  range,
  from: new Date(UNTIL - 120_000 * STEPS[range]).toISOString(),
  until: new Date(UNTIL).toISOString(),
  stepSeconds: STEPS[range],
  windowSeconds: Math.max(300, STEPS[range]),
  components,
  left: 0,
  knowledge: [],
});
