import { Alert, Button } from '@backstage/ui';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useState } from 'react';
import { useTexts } from '../translation';
import { useLocale } from './useLocale';
import styles from './states.module.css';

const AT_FIRST = 3;

const shortTime = (at: string, locale: string) =>
  new Date(at).toLocaleString(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });

/** Says which clusters and kinds are not known, why, and since when. */
export function KnowledgeStrip(props: { knowledge: KindKnowledge[] }) {
  const t = useTexts();
  const locale = useLocale();
  const [all, setAll] = useState(false);
  const unknown = props.knowledge.filter(({ state }) => state !== 'synced');
  if (unknown.length === 0) {
    return null;
  }
  const shown = all ? unknown : unknown.slice(0, AT_FIRST);
  return (
    <Alert
      status="warning"
      icon
      role="status"
      title={t('knowledge.title', { count: unknown.length })}
      description={
        <>
          <ul className={styles.unknown}>
            {shown.map(({ cluster, kind, state, since, message }) => (
              <li key={`${cluster}/${kind}/${message}`}>
                <strong>
                  {cluster === '*' ? t('knowledge.everywhere') : cluster}
                </strong>
                : {kind === '*' ? t('knowledge.cluster') : <code>{kind}</code>}
                {' – '}
                {t(`knowledge.${state}`)}{' '}
                {since &&
                  t('knowledge.since', { time: shortTime(since, locale) })}
                {message && <div className={styles.message}>{message}</div>}
              </li>
            ))}
          </ul>
          {unknown.length > AT_FIRST && (
            <Button
              size="small"
              variant="tertiary"
              aria-expanded={all}
              onPress={() => setAll(!all)}
            >
              {all
                ? t('knowledge.less')
                : t('knowledge.more', { n: String(unknown.length) })}
            </Button>
          )}
        </>
      }
    />
  );
}
