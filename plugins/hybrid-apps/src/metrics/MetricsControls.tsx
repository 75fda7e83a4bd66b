import { OneOf } from '../components';
import { useTexts } from '../translation';
import { RANGES, useMetricsParams } from './useMetrics';
import styles from './metrics.module.css';

const VIEWS = ['chart', 'table'] as const;

/** How far back is looked, and as what. */
export function MetricsControls() {
  const t = useTexts();
  const { range, isTable, setRange, setTable } = useMetricsParams();
  return (
    <div className={styles.controls}>
      <OneOf
        label={t('metrics.range')}
        choices={RANGES}
        value={range}
        wordOf={one => t(`metrics.ranges.${one}`)}
        onChange={setRange}
      />
      <OneOf
        label={t('topology.view')}
        choices={VIEWS}
        value={isTable ? 'table' : 'chart'}
        wordOf={one => t(`modernization.view.${one}`)}
        onChange={one => setTable(one === 'table')}
      />
    </div>
  );
}
