import { Cell } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './appTable.module.css';

/** A cell that says on a phone, where rows are cards, what its column is called. */
export const LabelledCell = (props: { label: string; children: ReactNode }) => (
  <Cell>
    <span className={styles.label} aria-hidden>
      {props.label}:{' '}
    </span>
    {props.children}
  </Cell>
);
