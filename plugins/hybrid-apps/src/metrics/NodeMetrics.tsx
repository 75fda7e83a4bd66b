import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { LiveView } from '../components';
import { MetricsControls } from './MetricsControls';
import { OneComponent } from './OneComponent';
import { useMetrics, useMetricsParams } from './useMetrics';
import styles from './metrics.module.css';

/** What a component uses, in its details. */
export function NodeMetrics({ node }: { node: TopologyNode }) {
  const { range, isTable } = useMetricsParams();
  const live = useMetrics(range, node.id);
  return (
    <div className={styles.section}>
      <MetricsControls />
      <LiveView live={live} height={400}>
        {metrics => (
          <div className={styles.section}>
            {metrics.components.map(component => (
              <OneComponent
                key={component.id}
                component={component}
                metrics={metrics}
                isTable={isTable}
              />
            ))}
          </div>
        )}
      </LiveView>
    </div>
  );
}
