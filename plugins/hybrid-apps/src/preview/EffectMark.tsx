import {
  RiAddLine,
  RiArrowLeftRightLine,
  RiLockLine,
  RiLockUnlockLine,
  RiQuestionLine,
  RiSubtractLine,
} from '@remixicon/react';
import { Effect } from './effects';
import styles from './preview.module.css';

const ICONS = {
  opens: RiLockUnlockLine,
  widens: RiAddLine,
  uncertain: RiQuestionLine,
  changes: RiArrowLeftRightLine,
  closes: RiLockLine,
  narrows: RiSubtractLine,
};

/** What becomes of a connection, as a shape, a word and a colour. */
export function EffectMark({ effect, text }: { effect: Effect; text: string }) {
  const Icon = ICONS[effect];
  return (
    <span className={styles.effect} data-effect={effect}>
      <Icon size={16} aria-hidden />
      {text}
    </span>
  );
}
