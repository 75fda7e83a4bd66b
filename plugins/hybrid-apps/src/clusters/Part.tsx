import { Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';
import styles from './clusters.module.css';

/** A part of a cluster's page under its heading. */
export function Part(props: {
  title: string;
  note?: ReactNode;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.part}>
      <Text as="h3" variant="title-x-small" weight="bold" id={id}>
        {props.title}
      </Text>
      {props.note && (
        <Text as="p" variant="body-medium" color="secondary">
          {props.note}
        </Text>
      )}
      {props.children}
    </section>
  );
}
