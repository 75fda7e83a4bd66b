import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import {
  AppMetrics,
  ComponentMetrics,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useState } from 'react';
import { useApp } from '../api';
import { EmptyState, KnowledgeStrip, LiveView } from '../components';
import { entityRouteRef, TAB_PATHS } from '../routes';
import { kindWord } from '../topology/words';
import { useTexts } from '../translation';
import { MetricsControls } from './MetricsControls';
import { OneComponent } from './OneComponent';
import { SourceNote } from './SourceNote';
import { useMetrics, useMetricsParams } from './useMetrics';
import styles from './metrics.module.css';

/** So many are shown at first, and more each time. */
const PAGE = 8;

/** What is to be acted on comes first. */
const byFindings = (
  { findings: a }: ComponentMetrics,
  { findings: b }: ComponentMetrics,
) => Number(b.length > 0) - Number(a.length > 0);

/** What is the same for several components, and so is said once. */
function sharedSources(
  components: readonly ComponentMetrics[],
): ComponentMetrics['source'][] {
  const seen = new Map<string, ComponentMetrics['source'][]>();
  for (const { source } of components) {
    const { message } = source;
    if (message !== undefined) {
      seen.set(message, [...(seen.get(message) ?? []), source]);
    }
  }
  return [...seen.values()].flatMap(([first, ...more]) =>
    more.length > 0 ? [first] : [],
  );
}

function Components({ metrics }: { metrics: AppMetrics }) {
  const t = useTexts();
  const { app } = useApp();
  const { isTable } = useMetricsParams();
  const [most, setMost] = useState(PAGE);
  const entity = useRouteRef(entityRouteRef)?.(app);
  const { components, left, knowledge } = metrics;
  const shared = sharedSources(components);
  const more = Math.min(PAGE, components.length - most);
  return (
    <div className={styles.page}>
      <KnowledgeStrip knowledge={knowledge} />
      {shared.map(source => (
        <SourceNote key={source.message} source={source} />
      ))}
      {components.length === 0 && (
        <EmptyState title={t('metrics.none')}>
          {t('metrics.noneHelp')}
        </EmptyState>
      )}
      {[...components]
        .sort(byFindings)
        .slice(0, most)
        .map(component => {
          const { id, name, kind, cluster, namespace } = component;
          const details = new URLSearchParams({ selected: id, tab: 'metrics' });
          return (
            <section key={id} className={styles.section} aria-label={name}>
              <div className={styles.controls}>
                <Text as="h3" variant="title-x-small" weight="bold">
                  {name}
                </Text>
                <Text variant="body-small" color="secondary">
                  {[kindWord(kind, t), `${cluster} / ${namespace}`].join(' · ')}
                </Text>
                {entity && (
                  <Link
                    href={`${entity}${TAB_PATHS.topology}?${details}`}
                    aria-label={`${t('metrics.open')}: ${name}`}
                  >
                    {t('metrics.open')}
                  </Link>
                )}
              </div>
              <OneComponent
                component={component}
                metrics={metrics}
                isTable={isTable}
                isSourceTold={shared.some(
                  ({ message }) => message === component.source.message,
                )}
              />
            </section>
          );
        })}
      {more > 0 && (
        <div>
          <Button
            size="small"
            variant="secondary"
            onPress={() => setMost(most + PAGE)}
          >
            {t('metrics.more', { count: more })}
          </Button>
        </div>
      )}
      {left > 0 && (
        <Text as="p" color="secondary">
          {t('metrics.left', { count: left })}
        </Text>
      )}
    </div>
  );
}

/** What each component of an app uses, on the app's page. */
export function MetricsContent() {
  const { range } = useMetricsParams();
  const live = useMetrics(range);
  return (
    <div className={styles.page}>
      <MetricsControls />
      <LiveView live={live} height={480}>
        {metrics => <Components metrics={metrics} />}
      </LiveView>
    </div>
  );
}
