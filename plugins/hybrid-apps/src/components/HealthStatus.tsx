import { Health } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiLoopLeftLine,
  RiQuestionLine,
  RiStopFill,
  RiSubtractLine,
} from '@remixicon/react';
import { useTexts } from '../translation';
import styles from './status.module.css';

const ICONS = {
  healthy: RiCheckboxCircleFill,
  progressing: RiLoopLeftLine,
  degraded: RiAlertFill,
  stopped: RiStopFill,
  unknown: RiQuestionLine,
  unjudged: RiSubtractLine,
};

/** Health as shape, word and colour; `text` replaces the word by the platform's own. */
export function HealthStatus(props: { health: Health; text?: string }) {
  const { health, text } = props;
  const t = useTexts();
  const Icon = ICONS[health];
  const word = t(`health.${health}`);
  return (
    <span className={styles.status} data-health={health}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <span className={styles.word} title={text ? `${text} (${word})` : word}>
        {text ?? word}
      </span>
    </span>
  );
}
