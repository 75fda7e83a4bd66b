import { ReactNode } from 'react';
import styles from './status.module.css';

/** Words for screen readers alone; within a line, and so within a button, too. */
export const ReadAloud = ({ children }: { children: ReactNode }) => (
  <span className={styles.readAloud}>{children}</span>
);
