import { ButtonHTMLAttributes } from 'react';
import styles from './plainButton.module.css';

/** A button that looks like the text around it. */
export function PlainButton(
  props: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'>,
) {
  const { className, ...others } = props;
  return (
    <button
      type="button"
      {...others}
      className={[styles.button, className].filter(Boolean).join(' ')}
    />
  );
}
