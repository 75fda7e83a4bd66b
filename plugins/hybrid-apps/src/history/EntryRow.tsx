import { RemixiconComponentType } from '@remixicon/react';
import { ReactNode } from 'react';
import { RelativeTime, useLocale } from '../components';
import { About } from './About';
import styles from './history.module.css';

/** A line of the timeline: when, what, of what, and by whom. */
export function EntryRow(props: {
  Icon: RemixiconComponentType;
  at: string;
  /** The id of what it is about. */
  about?: string;
  by?: ReactNode;
  /** How bad it is. */
  tone?: 'warning';
  children: ReactNode;
}) {
  const locale = useLocale();
  const { Icon, at, about, by, tone, children } = props;
  return (
    <li className={styles.change} data-tone={tone}>
      <Icon size={18} aria-hidden />
      <span className={styles.time}>
        {new Date(at).toLocaleTimeString(locale)}{' '}
        <span className={styles.secondary}>
          <RelativeTime at={at} />
        </span>
      </span>
      <div className={styles.what}>{children}</div>
      <span>{about && <About component={about} />}</span>
      <span className={styles.secondary}>{by}</span>
    </li>
  );
}
