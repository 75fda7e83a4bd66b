import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { HistoryEntry } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiAddCircleLine,
  RiEdit2Line,
  RiHeartPulseLine,
  RiIndeterminateCircleLine,
  RiShieldLine,
} from '@remixicon/react';
import { useCallback, useMemo, useState } from 'react';
import { hybridAppsApiRef, useApp, useLive } from '../api';
import {
  EmptyState,
  FilterSelect,
  LiveView,
  Loading,
  RelativeTime,
  useLocale,
  useUrlParams,
} from '../components';
import { healthWord, kindWord } from '../topology/words';
import { useTexts } from '../translation';
import { About } from './About';
import { ActEntry } from './ActEntry';
import {
  aboutOf,
  ACTED,
  ChangeFilter,
  entriesOf,
  Entry,
  filterChanges,
  kindsIn,
  objectIn,
  readChangeFilter,
} from './filter';
import { byDay } from './timeline';
import styles from './history.module.css';

const PAGE = 50;

const ICONS = {
  'component-appeared': RiAddCircleLine,
  'component-gone': RiIndeterminateCircleLine,
  health: RiHeartPulseLine,
  posture: RiShieldLine,
  setup: RiEdit2Line,
};

/** What people do, and not the cluster by itself: of this one asks by whom. */
const DONE_BY_SOMEBODY: ReadonlyArray<HistoryEntry['change']> = [
  'component-appeared',
  'component-gone',
  'setup',
];

function Change({ entry }: { entry: HistoryEntry }) {
  const t = useTexts();
  const locale = useLocale();
  const { change, before, after, component, by } = entry;
  const Icon = ICONS[change];
  const word = (state: string) =>
    change === 'health' ? healthWord(state, t) : state;
  return (
    <li className={styles.change}>
      <Icon size={18} aria-hidden />
      <span className={styles.time}>
        {new Date(entry.at).toLocaleTimeString(locale)}{' '}
        <span className={styles.secondary}>
          <RelativeTime at={entry.at} />
        </span>
      </span>
      <div className={styles.what}>
        <Text as="p">{entry.text}</Text>
        {before && after && (
          <Text as="p" variant="body-small">
            {`${t(`changes.change.${change}`)}: ${t('changes.was', {
              before: word(before),
              after: word(after),
            })}`}
          </Text>
        )}
      </div>
      <span>{component && <About component={component} />}</span>
      <span className={styles.secondary}>
        {by && t('changes.by', { by })}
        {!by && DONE_BY_SOMEBODY.includes(change) && t('changes.byUnknown')}
      </span>
    </li>
  );
}

function Filters(props: {
  entries: Entry[];
  filter: ChangeFilter;
  onChange: (filter: ChangeFilter) => void;
}) {
  const t = useTexts();
  const { entries, filter, onChange } = props;
  const components = [
    ...new Set(entries.flatMap(entry => aboutOf(entry) ?? [])),
  ].sort();
  return (
    <div className={styles.filters} role="search">
      <FilterSelect
        label={t('changes.what')}
        value={filter.change}
        choices={kindsIn(entries).map(id => ({
          id,
          label:
            id === ACTED ? t('operations.acted') : t(`changes.change.${id}`),
        }))}
        onChange={change => onChange({ change })}
      />
      <FilterSelect
        label={t('changes.about')}
        value={filter.component}
        choices={components.map(id => {
          const { kind, name } = objectIn(id);
          return { id, label: `${kindWord(kind, t)} ${name}` };
        })}
        onChange={component => onChange({ component })}
      />
    </div>
  );
}

function NothingYet({ isKnown }: { isKnown: boolean }) {
  const t = useTexts();
  return isKnown ? <EmptyState title={t('changes.none')} /> : <Loading />;
}

/** The entity tab Changes: what happened to the app and what people did to it, newest first. */
export function ChangesContent() {
  const t = useTexts();
  const api = useApi(hybridAppsApiRef);
  const { app, entityRef } = useApp();
  const { params, change } = useUrlParams();
  const [limit, setLimit] = useState(PAGE);
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: await api.getHistory(app, { limit }, { signal }),
    }),
    [api, app, limit],
  );
  const live = useLive(load, entityRef);
  const loadActs = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: (await api.listActs(app, {}, { signal })).items,
    }),
    [api, app],
  );
  const acts = useLive(loadActs, entityRef);
  const locale = useLocale();
  const filter = useMemo(() => readChangeFilter(params), [params]);
  const entries = useMemo(
    () =>
      entriesOf(
        live.value?.items ?? [],
        acts.value ?? [],
        live.value?.nextCursor !== undefined,
      ),
    [live.value, acts.value],
  );
  const shown = useMemo(
    () => filterChanges(entries, filter),
    [entries, filter],
  );
  const days = useMemo(() => byDay(shown, locale), [shown, locale]);
  return (
    <LiveView live={live} height={240}>
      {({ nextCursor }) =>
        entries.length === 0 && !acts.error ? (
          <NothingYet isKnown={acts.value !== undefined} />
        ) : (
          <div className={styles.page}>
            {acts.error && (
              <Alert
                status="warning"
                icon
                role="alert"
                title={t('operations.actsFailed')}
                description={acts.error.message}
                customActions={
                  <Button
                    size="small"
                    variant="secondary"
                    onPress={acts.refresh}
                  >
                    {t('state.retry')}
                  </Button>
                }
              />
            )}
            <Filters
              entries={entries}
              filter={filter}
              onChange={next => change({ ...next })}
            />
            {shown.length === 0 && (
              <Text as="p" role="status">
                {t('changes.noMatch')}
              </Text>
            )}
            {days.map(({ title, entries: ofDay }) => (
              <section key={title} aria-label={title}>
                <Text as="h3" variant="body-medium" weight="bold">
                  {title}
                </Text>
                <ol className={styles.timeline}>
                  {ofDay.map(entry =>
                    'act' in entry ? (
                      <ActEntry key={entry.id} act={entry.act} />
                    ) : (
                      <Change key={entry.id} entry={entry.change} />
                    ),
                  )}
                </ol>
              </section>
            ))}
            {nextCursor && (
              <div>
                <Button
                  variant="secondary"
                  onPress={() => setLimit(limit + PAGE)}
                >
                  {t('changes.more')}
                </Button>
              </div>
            )}
          </div>
        )
      }
    </LiveView>
  );
}
