import { Posture } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiCheckboxBlankCircleLine,
  RiQuestionLine,
  RiShieldCheckFill,
} from '@remixicon/react';
import { useTexts } from '../translation';
import { ReadAloud } from './ReadAloud';
import styles from './status.module.css';

const ICONS = {
  isolated: RiShieldCheckFill,
  open: RiCheckboxBlankCircleLine,
  unknown: RiQuestionLine,
};

const MEANING = {
  isolated: 'posture.ingressIsolated',
  open: 'posture.ingressOpen',
  unknown: 'posture.ingressUnknown',
} as const;

/** Whether policy isolates: a shield, an open circle, a question mark. */
export function PostureMark(props: {
  posture: Posture;
  /** Replaces the word. */
  text?: string;
  /** Leaves the word to screen readers. */
  iconOnly?: boolean;
}) {
  const { posture, text, iconOnly } = props;
  const t = useTexts();
  const Icon = ICONS[posture];
  const word = text ?? t(`posture.${posture}`);
  return (
    <span
      className={styles.status}
      data-posture={posture}
      title={t(MEANING[posture])}
    >
      <Icon size={16} aria-hidden className={styles.icon} />
      {iconOnly ? (
        <ReadAloud>{word}</ReadAloud>
      ) : (
        <span className={styles.word}>{word}</span>
      )}
    </span>
  );
}
