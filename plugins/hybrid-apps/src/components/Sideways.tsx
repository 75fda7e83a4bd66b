import { forwardRef, HTMLAttributes } from 'react';
import styles from './sideways.module.css';

/** Holds what may be wider than the page, which never scrolls sideways itself. */
export const Sideways = forwardRef<
  HTMLDivElement,
  HTMLAttributes<HTMLDivElement>
>(({ className = '', ...props }, ref) => (
  <div {...props} ref={ref} className={`${styles.sideways} ${className}`} />
));
