import { TopologyEdge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiCheckLine,
  RiCloseCircleFill,
  RiQuestionLine,
} from '@remixicon/react';
import { useTexts } from '../translation';
import styles from './status.module.css';

const ICONS = {
  allowed: RiCheckLine,
  denied: RiCloseCircleFill,
  uncertain: RiQuestionLine,
};

/** What policy says of a connection. */
export function VerdictMark(props: {
  verdict: NonNullable<TopologyEdge['verdict']>;
}) {
  const t = useTexts();
  const Icon = ICONS[props.verdict];
  return (
    <span className={styles.status} data-verdict={props.verdict}>
      <Icon size={16} aria-hidden className={styles.icon} />
      <span className={styles.word}>{t(`verdict.${props.verdict}`)}</span>
    </span>
  );
}
