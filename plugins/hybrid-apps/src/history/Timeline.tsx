import { Alert, Button, Text } from '@backstage/ui';
import { AppEvents } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KeyboardEvent, useMemo, useRef } from 'react';
import { Live } from '../api';
import {
  EmptyState,
  LiveView,
  Loading,
  useLocale,
  useOneStop,
  useUrlParams,
} from '../components';
import { useTexts } from '../translation';
import { ActEntry } from './ActEntry';
import { ChangeEntry } from './ChangeEntry';
import { EventEntry } from './EventEntry';
import { Entry, filterChanges, readChangeFilter } from './filter';
import { byDay } from './byDay';
import { TimelineTools } from './TimelineTools';
import { TimelineOf, useTimeline } from './useTimeline';
import styles from './history.module.css';

/** Why a part of it could not be loaded. */
function PartFailed(props: { title: string; live: Live<unknown> }) {
  const t = useTexts();
  const { title, live } = props;
  return live.error ? (
    <Alert
      status="warning"
      icon
      role="alert"
      title={title}
      description={live.error.message}
      customActions={
        <Button size="small" variant="secondary" onPress={live.refresh}>
          {t('state.retry')}
        </Button>
      }
    />
  ) : null;
}

/** Of which events there are more, and which there are at all. */
function AboutEvents(props: { events?: AppEvents; normal: boolean }) {
  const t = useTexts();
  const { events, normal } = props;
  const { lacks = [], left = 0 } = events ?? {};
  return (
    <>
      {lacks.length > 0 && (
        <Alert
          status="info"
          icon
          title={t('timeline.eventsLack')}
          description={lacks.map(({ message }) => message).join(' ')}
        />
      )}
      <Text as="p" variant="body-small" color="secondary">
        {[
          normal ? t('timeline.normalHelp') : t('timeline.warningsHelp'),
          left > 0 && t('timeline.eventsLeft', { count: left }),
        ]
          .filter(Boolean)
          .join(' ')}
      </Text>
    </>
  );
}

function EntryOf({ entry }: { entry: Entry }) {
  if ('act' in entry) {
    return <ActEntry act={entry.act} />;
  }
  return 'event' in entry ? (
    <EventEntry event={entry.event} at={entry.at} />
  ) : (
    <ChangeEntry entry={entry.change} />
  );
}

const ENTRY_LINK = 'li a';

/** Goes by arrow keys from link to link, as of many entries Tab leads to one alone. */
function onEntryKey(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const link =
    event.target instanceof Element ? event.target.closest(ENTRY_LINK) : null;
  if (!step || !link || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const all = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(ENTRY_LINK),
  ];
  // Or else the page would scroll, too.
  event.preventDefault();
  all[all.findIndex(each => each === link) + step]?.focus();
}

function Days({ days }: { days: ReturnType<typeof byDay<Entry>> }) {
  const area = useRef<HTMLDivElement>(null);
  useOneStop(area, ENTRY_LINK);
  return (
    // It only hears what the links in it do.
    <div
      ref={area}
      role="presentation"
      className={styles.page}
      onKeyDown={onEntryKey}
    >
      {days.map(({ title, entries }) => (
        <section key={title} aria-label={title}>
          <Text as="h3" variant="body-medium" weight="bold">
            {title}
          </Text>
          <ol className={styles.timeline}>
            {entries.map(entry => (
              <EntryOf key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

/** What there is where nothing happened, or is known to have. */
function Nothing(props: { isOfOne: boolean; isKnown: boolean }) {
  const t = useTexts();
  const { isOfOne, isKnown } = props;
  if (!isKnown) {
    return <Loading />;
  }
  return isOfOne ? (
    <Text as="p" role="status">
      {t('timeline.noneOf')}
    </Text>
  ) : (
    <EmptyState title={t('changes.none')} />
  );
}

/**
 * What happened, what people did, and what clusters tell of, newest first: of the
 * app, or of one object and all that it stands for.
 */
export function Timeline({ of }: { of?: TimelineOf }) {
  const t = useTexts();
  const locale = useLocale();
  const { params, change } = useUrlParams();
  const filter = useMemo(() => {
    const read = readChangeFilter(params);
    return of ? { ...read, component: undefined } : read;
  }, [params, of]);
  const normal = filter.normal !== undefined;
  const { changes, acts, events, entries, loadMore } = useTimeline(of, normal);
  const shown = useMemo(
    () => filterChanges(entries, filter),
    [entries, filter],
  );
  const days = useMemo(() => byDay(shown, locale), [shown, locale]);
  const isKnown = [acts, events].every(
    ({ value, error }) => value !== undefined || error !== undefined,
  );
  const hasFailed = [acts, events].some(({ error }) => error !== undefined);
  return (
    <LiveView live={changes} height={240}>
      {({ nextCursor }) => (
        <div className={styles.page}>
          <PartFailed title={t('operations.actsFailed')} live={acts} />
          <PartFailed title={t('timeline.eventsFailed')} live={events} />
          <TimelineTools
            entries={entries}
            filter={filter}
            isOfOne={of !== undefined}
            onChange={next => change({ ...next })}
          />
          <AboutEvents events={events.value} normal={normal} />
          {entries.length === 0 && !hasFailed && (
            <Nothing isOfOne={of !== undefined} isKnown={isKnown} />
          )}
          {entries.length > 0 && shown.length === 0 && (
            <Text as="p" role="status">
              {t('changes.noMatch')}
            </Text>
          )}
          <Days days={days} />
          {nextCursor && (
            <div>
              <Button variant="secondary" onPress={loadMore}>
                {t('changes.more')}
              </Button>
            </div>
          )}
        </div>
      )}
    </LiveView>
  );
}
