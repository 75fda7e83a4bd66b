import { Alert, Button } from '@backstage/ui';
import { RiEyeOffLine } from '@remixicon/react';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useState } from 'react';
import { useTexts } from '../translation';
import { ClusterName } from './ClusterName';
import { groupKnowledge, KnowledgeGroup } from './knowledgeGroups';
import { useLocale } from './useLocale';
import styles from './states.module.css';

const AT_FIRST = 3;

const shortTime = (at: string, locale: string) =>
  new Date(at).toLocaleString(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });

/** What one or more kinds of a cluster lack, and why. */
function Group({ group, whole }: { group: KnowledgeGroup; whole: boolean }) {
  const t = useTexts();
  const locale = useLocale();
  const { cluster, state, namespaces, kinds } = group;
  const [{ kind, since, message }] = kinds;
  const isOne = kinds.length === 1;
  return (
    <li>
      <strong>
        {cluster === '*' ? (
          t('knowledge.everywhere')
        ) : (
          <ClusterName cluster={cluster} />
        )}
      </strong>
      : {isOne && kind === '*' && t('knowledge.cluster')}
      {isOne && kind !== '*' && <code>{kind}</code>}
      {!isOne && t('knowledge.kinds', { n: String(kinds.length) })}
      {' – '}
      {t(`knowledge.${state}`)}{' '}
      {!isOne &&
        namespaces.length > 0 &&
        t('knowledge.within', { namespaces: namespaces.join(', ') })}{' '}
      {isOne &&
        since &&
        t('knowledge.since', { time: shortTime(since, locale) })}
      {!isOne && whole && (
        <div>
          {kinds.map(one => (
            <span key={one.kind}>
              <code>{one.kind}</code>{' '}
            </span>
          ))}
        </div>
      )}
      {message && (isOne || whole) && (
        <div className={styles.message}>{message}</div>
      )}
    </li>
  );
}

/** Says how much is kept from who looks, which is as it should be. */
function Hidden({ hidden }: { hidden: readonly KindKnowledge[] }) {
  const t = useTexts();
  if (hidden.length === 0) {
    return null;
  }
  return (
    <Alert
      status="info"
      icon={<RiEyeOffLine aria-hidden />}
      role="status"
      title={t('knowledge.hidden')}
      description={
        <ul className={styles.hidden}>
          {hidden.map(({ cluster, message }) => (
            <li key={`${cluster} ${message}`}>
              <strong>{cluster}</strong>: {message}
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** Says which clusters and kinds are not known, why, and since when. */
function Unknown({ unknown }: { unknown: readonly KindKnowledge[] }) {
  const t = useTexts();
  const [all, setAll] = useState(false);
  const groups = groupKnowledge(unknown);
  if (groups.length === 0) {
    return null;
  }
  const shown = all ? groups : groups.slice(0, AT_FIRST);
  const hidesSome =
    groups.length > AT_FIRST || groups.some(({ kinds }) => kinds.length > 1);
  return (
    <Alert
      status="warning"
      icon
      role="status"
      title={t('knowledge.title', { count: groups.length })}
      description={
        <>
          <ul className={styles.unknown}>
            {shown.map(group => {
              const [{ kind, message }] = group.kinds;
              return (
                <Group
                  key={`${group.cluster}/${group.state}/${kind}/${message}`}
                  group={group}
                  whole={all}
                />
              );
            })}
          </ul>
          {hidesSome && (
            <Button
              size="small"
              variant="tertiary"
              aria-expanded={all}
              onPress={() => setAll(!all)}
            >
              {all ? t('knowledge.less') : t('knowledge.more')}
            </Button>
          )}
        </>
      }
    />
  );
}

/** Says what is not shown: kept from who looks, or not known to the portal itself. */
export function KnowledgeStrip(props: { knowledge: readonly KindKnowledge[] }) {
  const isHidden = ({ state }: KindKnowledge) => state === 'hidden';
  return (
    <>
      <Hidden hidden={props.knowledge.filter(isHidden)} />
      <Unknown unknown={props.knowledge.filter(one => !isHidden(one))} />
    </>
  );
}
