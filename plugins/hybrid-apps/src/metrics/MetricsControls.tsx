import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
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
      <ToggleButtonGroup
        aria-label={t('metrics.range')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[range]}
        onSelectionChange={([key]) => {
          const chosen = RANGES.find(one => one === key);
          if (chosen) {
            setRange(chosen);
          }
        }}
      >
        {RANGES.map(one => (
          <ToggleButton key={one} id={one} size="small">
            {t(`metrics.ranges.${one}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ToggleButtonGroup
        aria-label={t('topology.view')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[isTable ? 'table' : 'chart']}
        onSelectionChange={([key]) => setTable(key === 'table')}
      >
        {VIEWS.map(one => (
          <ToggleButton key={one} id={one} size="small">
            {t(`modernization.view.${one}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
