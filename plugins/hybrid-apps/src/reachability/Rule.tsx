import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import { PolicyRule } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { stringify } from 'yaml';
import { useTexts } from '../translation';
import styles from './reachability.module.css';

/** One rule of a policy, by name; it opens to show what it says. */
export function Rule({ rule }: { rule: PolicyRule }) {
  const t = useTexts();
  const { tier, policy, action, path, rule: content } = rule;
  const name = [`${policy.kind} ${policy.name}`, path]
    .filter(Boolean)
    .join(' › ');
  const where = [action, t('policies.inTier', { tier })].join(' · ');
  const text = useMemo(() => content && stringify(content), [content]);
  if (!text) {
    return (
      <div className={styles.rule}>
        <Text weight="bold">{name}</Text>{' '}
        <Text color="secondary" variant="body-small">
          {where}
        </Text>
      </div>
    );
  }
  return (
    <Accordion className={styles.rule}>
      <AccordionTrigger title={name} subtitle={where} />
      <AccordionPanel>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
        <pre className={styles.source} tabIndex={0}>
          {text}
        </pre>
      </AccordionPanel>
    </Accordion>
  );
}
