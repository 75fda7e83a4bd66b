import { TraceState } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiCheckLine,
  RiCloseCircleFill,
  RiQuestionLine,
} from '@remixicon/react';
import { useTexts } from '../translation';
import styles from './trace.module.css';

const ICONS = {
  passes: RiCheckLine,
  breaks: RiCloseCircleFill,
  unknown: RiQuestionLine,
};

/** Whether a request passes: by shape, word and colour. */
export function TraceMark({ state }: { state: TraceState }) {
  const t = useTexts();
  const Icon = ICONS[state];
  return (
    <span className={styles.mark} data-state={state}>
      <Icon size={16} aria-hidden />
      <span>{t(`trace.${state}`)}</span>
    </span>
  );
}
