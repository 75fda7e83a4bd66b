import { ReactNode } from 'react';
import styles from './panel.module.css';

/** Names and values; what has no value is left out. */
export function Facts(props: { facts: Array<[string, ReactNode]> }) {
  const present = props.facts.filter(
    ([, value]) =>
      value !== undefined && value !== null && value !== '' && value !== false,
  );
  return present.length === 0 ? null : (
    <dl className={styles.facts}>
      {present.map(([name, value], index) => (
        <div key={`${name} ${index}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A part of the details under a heading. */
export function Section(props: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h4>{props.title}</h4>
      {props.children}
    </section>
  );
}
