import { ReactNode } from 'react';
import { Sideways } from './Sideways';
import styles from './appTable.module.css';

/** Around a table of apps: on a phone, its rows are cards. */
export const AppTableBox = ({ children }: { children: ReactNode }) => (
  <Sideways className={styles.cards}>{children}</Sideways>
);
