import { ButtonIcon } from '@backstage/ui';
import {
  RiFocus3Line,
  RiMap2Fill,
  RiMap2Line,
  RiZoomInLine,
  RiZoomOutLine,
} from '@remixicon/react';
import { Panel, ReactFlowState, useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useMemo } from 'react';
import { useRemembered } from '../../components';
import { useTexts } from '../../translation';
import { Layout, sizeOf } from '../layout';
import { Legend } from './Legend';
import { SmallMap } from './SmallMap';
import { FIT, needsMap } from './viewport';
import styles from './graph.module.css';

const SWITCH = ['on', 'off'] as const;

const isSwitch = (value: unknown): value is (typeof SWITCH)[number] =>
  SWITCH.some(position => position === value);

/** Zoom, and a small map of what is larger than the view. */
export function Tools({ layout }: { layout: Layout }) {
  const t = useTexts();
  const flow = useReactFlow();
  const size = useMemo(() => sizeOf(layout), [layout]);
  const hasMap = useStore(
    useCallback((state: ReactFlowState) => needsMap(size, state), [size]),
  );
  const [map = 'on', remember] = useRemembered('topology.map', isSwitch);
  const isOn = map === 'on';
  return (
    <>
      <Panel position="top-right" className={styles.zoom}>
        <Legend />
        {hasMap && (
          <ButtonIcon
            size="small"
            variant="secondary"
            icon={isOn ? <RiMap2Fill /> : <RiMap2Line />}
            aria-label={t(isOn ? 'topology.hideMap' : 'topology.showMap')}
            onPress={() => remember(isOn ? 'off' : 'on')}
          />
        )}
        <ButtonIcon
          size="small"
          variant="secondary"
          icon={<RiZoomInLine />}
          aria-label={t('topology.zoomIn')}
          onPress={() => flow.zoomIn()}
        />
        <ButtonIcon
          size="small"
          variant="secondary"
          icon={<RiZoomOutLine />}
          aria-label={t('topology.zoomOut')}
          onPress={() => flow.zoomOut()}
        />
        <ButtonIcon
          size="small"
          variant="secondary"
          icon={<RiFocus3Line />}
          aria-label={t('topology.fit')}
          onPress={() => flow.fitView(FIT)}
        />
      </Panel>
      {hasMap && isOn && <SmallMap />}
    </>
  );
}
