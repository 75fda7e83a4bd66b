import { ButtonIcon } from '@backstage/ui';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiAlertFill,
  RiFileCopyLine,
  RiInformationLine,
} from '@remixicon/react';
import { causeOf, HealthStatus, Since, useCopy } from '../../components';
import { Translate, useTexts } from '../../translation';
import { statusWord } from '../words';
import styles from './panel.module.css';

function factsLine({ facts }: TopologyNode, t: Translate): string {
  const { cpu, memory, node, guestOs, size, storageClass, restarts } = facts;
  return [
    cpu,
    memory,
    node,
    guestOs,
    size,
    storageClass,
    facts.progress,
    facts.serviceType,
    restarts ? t('panel.restarted', { count: restarts }) : undefined,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What went wrong, in people's words; the platform's word and message behind it. */
function Cause({ node }: { node: TopologyNode }) {
  const t = useTexts();
  const { health, reason, message } = node.status;
  const isFault = health === 'degraded';
  const cause = isFault ? causeOf(node.status, t) : undefined;
  const words = cause ?? message ?? (isFault ? reason : undefined);
  if (!words) {
    return null;
  }
  const Icon = isFault ? RiAlertFill : RiInformationLine;
  const raw = cause
    ? [reason, message]
    : [isFault && reason !== words && reason];
  const rest = raw.filter(Boolean).join(': ');
  return (
    <div className={styles.cause} data-health={health}>
      <Icon size={16} aria-hidden />
      <div>
        <p>{words}</p>
        {rest && (
          <details>
            <summary>{t('panel.rawMessage')}</summary>
            <p>{rest}</p>
          </details>
        )}
      </div>
    </div>
  );
}

/** How a component is, and the little that one always wants to know of it. */
export function Status({ node }: { node: TopologyNode }) {
  const t = useTexts();
  const copy = useCopy();
  const { health, since } = node.status;
  const [address, ...more] = node.facts.addresses ?? [];
  const line = factsLine(node, t);
  return (
    <div className={styles.statusBlock}>
      <div className={styles.statusLine}>
        <span className={styles.status}>
          <HealthStatus health={health} text={statusWord(node, t)} />
          {since && <Since at={since} />}
        </span>
        {address && (
          <span
            className={styles.address}
            title={[address, ...more].join(', ')}
          >
            {address}
            {more.length > 0 && ` +${more.length}`}
            <ButtonIcon
              size="small"
              variant="tertiary"
              icon={<RiFileCopyLine />}
              aria-label={t('panel.copyAddress', { address })}
              onPress={() => copy(address)}
            />
          </span>
        )}
      </div>
      <Cause node={node} />
      {line && <div>{line}</div>}
    </div>
  );
}
