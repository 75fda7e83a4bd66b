import { Text } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './states.module.css';

/** Says why there is nothing to see, and what would change that. */
export function EmptyState(props: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {props.title}
      </Text>
      {props.children && (
        <Text as="p" variant="body-medium" color="secondary">
          {props.children}
        </Text>
      )}
      {props.action}
    </div>
  );
}
