import { Alert, Text } from '@backstage/ui';
import {
  AppMetrics,
  ComponentMetrics,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { lazy, Suspense, useMemo } from 'react';
import { bytes, cores, Loading, useLocale } from '../components';
import { Translate, useTexts } from '../translation';
import { chartsOf } from './charts';
import { MetricsTable } from './MetricsTable';
import { SourceNote } from './SourceNote';
import { UseFindings } from './UseFindings';
import styles from './metrics.module.css';

/** The chart's library is loaded where a chart is shown. */
const MetricChart = lazy(() => import('./chart/MetricChart'));

/** What is used now, in a line. */
function nowText(
  { use }: ComponentMetrics,
  locale: string,
  t: Translate,
): string | undefined {
  const { cpu, memory } = use?.total?.used ?? {};
  const lines = [
    cpu !== undefined && t('inside.use.cpu', { used: cores(cpu, locale) }),
    memory !== undefined &&
      t('inside.use.memory', { used: bytes(memory, locale) }),
  ].filter(Boolean);
  return lines.length > 0
    ? [
        t('metrics.now', { lines: lines.join(', ') }),
        use?.ofLauncher && t('inside.use.ofLauncher'),
      ]
        .filter(Boolean)
        .join(' ')
    : undefined;
}

/** What one component uses: what is to be acted on, now, and over time. */
export function OneComponent(props: {
  component: ComponentMetrics;
  metrics: AppMetrics;
  isTable: boolean;
  /** Whether it is said elsewhere why something is not known over time. */
  isSourceTold?: boolean;
}) {
  const { component, metrics, isTable, isSourceTold = false } = props;
  const { name, source, use, findings } = component;
  const { range, from, stepSeconds } = metrics;
  const t = useTexts();
  const locale = useLocale();
  const charts = useMemo(() => chartsOf(component), [component]);
  const now = nowText(component, locale, t);
  return (
    <>
      <UseFindings findings={findings} />
      {now && (
        <Text as="p" variant="body-small" color="secondary">
          {now}
        </Text>
      )}
      {use && !now && use.measurement.state !== 'idle' && (
        <Alert
          status="info"
          icon
          title={t(`use.state.${use.measurement.state}`)}
          description={use.measurement.message}
        />
      )}
      {!isSourceTold && <SourceNote source={source} />}
      {charts.length > 0 && use?.ofLauncher && (
        <Text as="p" variant="body-small" color="secondary">
          {t('metrics.guest')}
        </Text>
      )}
      {charts.length > 0 &&
        (isTable ? (
          <MetricsTable charts={charts} metrics={metrics} />
        ) : (
          <ul className={styles.charts}>
            {charts.map(chart => (
              <li key={chart.group}>
                <Text as="h4" variant="body-small" weight="bold">
                  {t(`metrics.group.${chart.group}`)}
                </Text>
                <Suspense fallback={<Loading height={170} />}>
                  <MetricChart
                    name={name}
                    chart={chart}
                    range={range}
                    from={from}
                    stepSeconds={stepSeconds}
                  />
                </Suspense>
              </li>
            ))}
          </ul>
        ))}
    </>
  );
}
