import { ReactNode } from 'react';
import styles from './appTable.module.css';

/** Around a table of apps: on a phone, its rows are cards. */
export const AppTableBox = ({ children }: { children: ReactNode }) => (
  <div className={styles.scroll}>{children}</div>
);
