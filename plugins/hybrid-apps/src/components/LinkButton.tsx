import { ComponentProps } from 'react';
import { PlainButton } from './PlainButton';
import styles from './plainButton.module.css';

/** Leads somewhere on the page, and looks like any link. */
export function LinkButton(props: ComponentProps<typeof PlainButton>) {
  const { className, ...others } = props;
  return (
    <PlainButton
      {...others}
      className={[styles.link, className].filter(Boolean).join(' ')}
    />
  );
}
