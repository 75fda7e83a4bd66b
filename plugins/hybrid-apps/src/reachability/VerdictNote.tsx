import { Reachability } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ReactNode } from 'react';
import { VerdictMark } from '../components';
import styles from './reachability.module.css';

/** A verdict in a sentence or two. */
export function VerdictNote(props: {
  verdict: Reachability['verdict'];
  children: ReactNode;
}) {
  const { verdict, children } = props;
  return (
    <div className={styles.note} data-verdict={verdict}>
      <VerdictMark verdict={verdict} />
      <span>{children}</span>
    </div>
  );
}
