import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { HistoryEntry } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiAddCircleLine,
  RiHeartPulseLine,
  RiIndeterminateCircleLine,
  RiShieldLine,
} from '@remixicon/react';
import { useCallback, useMemo, useState } from 'react';
import { hybridAppsApiRef, useApp, useLive } from '../api';
import { EmptyState, LiveView, RelativeTime, useLocale } from '../components';
import { useTexts } from '../translation';
import { byDay } from './timeline';
import styles from './history.module.css';

const PAGE = 50;

const ICONS = {
  'component-appeared': RiAddCircleLine,
  'component-gone': RiIndeterminateCircleLine,
  health: RiHeartPulseLine,
  posture: RiShieldLine,
};

function Change({ entry }: { entry: HistoryEntry }) {
  const t = useTexts();
  const locale = useLocale();
  const Icon = ICONS[entry.change];
  const { before, after } = entry;
  return (
    <li className={styles.change}>
      <Icon size={18} aria-hidden />
      <div>
        <Text as="p">{entry.text}</Text>
        <Text as="p" variant="body-small" color="secondary">
          {before &&
            after &&
            `${t(`changes.change.${entry.change}`)}: ${t('changes.was', {
              before,
              after,
            })} · `}
          {new Date(entry.at).toLocaleTimeString(locale)}
          {' · '}
          <RelativeTime at={entry.at} />
        </Text>
      </div>
    </li>
  );
}

/** The entity tab Changes: what happened to the app, newest first. */
export function ChangesContent() {
  const t = useTexts();
  const api = useApi(hybridAppsApiRef);
  const { app, entityRef } = useApp();
  const [limit, setLimit] = useState(PAGE);
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: await api.getHistory(app, { limit }, { signal }),
    }),
    [api, app, limit],
  );
  const live = useLive(load, entityRef);
  const locale = useLocale();
  const days = useMemo(
    () => byDay(live.value?.items ?? [], locale),
    [live.value, locale],
  );
  return (
    <LiveView live={live} height={240}>
      {({ items, nextCursor }) =>
        items.length === 0 ? (
          <EmptyState title={t('changes.none')} />
        ) : (
          <>
            {days.map(({ title, entries }) => (
              <section key={title} aria-label={title}>
                <Text as="h3" variant="body-medium" weight="bold">
                  {title}
                </Text>
                <ol className={styles.timeline}>
                  {entries.map(entry => (
                    <Change key={entry.id} entry={entry} />
                  ))}
                </ol>
              </section>
            ))}
            {nextCursor && (
              <Button
                variant="secondary"
                onPress={() => setLimit(limit + PAGE)}
              >
                {t('changes.more')}
              </Button>
            )}
          </>
        )
      }
    </LiveView>
  );
}
