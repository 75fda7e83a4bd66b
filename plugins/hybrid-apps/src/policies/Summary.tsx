import {
  Enforcement,
  PolicyStatus,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiAlertFill, RiCheckLine, RiShieldFlashLine } from '@remixicon/react';
import { PostureMark } from '../components';
import { Translate, useTexts } from '../translation';
import styles from './policies.module.css';

function enforcementText(entry: Enforcement, t: Translate): string {
  const { cluster, plugin, version, enforced } = entry;
  if (enforced === 'no') {
    return t('policies.notEnforced', { cluster });
  }
  if (enforced === 'unknown' || !plugin) {
    return t('policies.enforcementUnknown', { cluster });
  }
  return t('policies.enforcedBy', {
    plugin: [plugin, version].filter(Boolean).join(' '),
    cluster,
  });
}

/** The answer in one line: how many are isolated, open, at fault, and by whose power. */
export function Summary({ status }: { status: PolicyStatus }) {
  const t = useTexts();
  const count = (posture: string) =>
    String(
      status.workloads.filter(({ posture: { ingress } }) => ingress === posture)
        .length,
    );
  const [isolated, open, unknown] = ['isolated', 'open', 'unknown'].map(count);
  const findings = status.findings.length;
  return (
    <ul className={styles.summary}>
      <li>
        <PostureMark
          posture="isolated"
          text={t('policies.isolated', {
            isolated,
            total: String(status.workloads.length),
          })}
        />
      </li>
      {open !== '0' && (
        <li>
          <PostureMark posture="open" text={t('policies.open', { n: open })} />
        </li>
      )}
      {unknown !== '0' && (
        <li>
          <PostureMark
            posture="unknown"
            text={t('policies.unknown', { n: unknown })}
          />
        </li>
      )}
      <li className={styles.fact}>
        {findings > 0 ? (
          <RiAlertFill size={16} aria-hidden />
        ) : (
          <RiCheckLine size={16} aria-hidden />
        )}
        {findings > 0
          ? t('policies.findings', { count: findings })
          : t('policies.noFindings')}
      </li>
      {status.enforcement.map(entry => (
        <li
          key={entry.cluster}
          className={styles.fact}
          data-enforced={entry.enforced}
          title={entry.message}
        >
          <RiShieldFlashLine size={16} aria-hidden />
          {enforcementText(entry, t)}
        </li>
      ))}
    </ul>
  );
}
