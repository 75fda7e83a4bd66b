import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Container, Text } from '@backstage/ui';
import { AppTotals } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiAddLine } from '@remixicon/react';
import { useMemo } from 'react';
import {
  EmptyState,
  KnowledgeStrip,
  LiveView,
  useUrlParams,
} from '../components';
import { createAppRouteRef } from '../routes';
import { useTexts } from '../translation';
import { AppFilters } from './AppFilters';
import { AppsTable } from './AppsTable';
import { filterApps, readFilter } from './filter';
import { AppList, useApps } from './useApps';
import { useOwnRefs } from './useOwnRefs';
import styles from './appsPage.module.css';

function Totals(props: {
  totals: AppTotals;
  shown: number;
  of: number;
  /** Whether something of these apps is hidden from who looks. */
  isCut: boolean;
}) {
  const t = useTexts();
  const { totals, shown, of, isCut } = props;
  // What one comes for first: how many there are, and whether one is needed.
  const parts: string[] = [
    t('apps.totalApps', { count: totals.apps }),
    totals.needAttention > 0
      ? t('apps.needAttention', { count: totals.needAttention })
      : t(isCut ? 'apps.allSeenWell' : 'apps.allWell'),
    t('apps.totalVms', { count: totals.vms }),
    t('apps.totalContainers', { count: totals.containers }),
  ];
  if (shown < of) {
    parts.push(t('apps.shown', { shown: String(shown), total: String(of) }));
  }
  return (
    <Text as="p" variant="body-medium" role="status" className={styles.totals}>
      {parts.join(' · ')}
    </Text>
  );
}

function AppListView({ list }: { list: AppList }) {
  const t = useTexts();
  const { params, change } = useUrlParams();
  const createApp = useRouteRef(createAppRouteRef);
  const own = useOwnRefs();
  const filter = useMemo(() => readFilter(params), [params]);
  const apps = useMemo(
    () => filterApps(list.items, filter, own),
    [list.items, filter, own],
  );
  return (
    <div className={styles.page}>
      <KnowledgeStrip knowledge={list.knowledge} />
      {list.items.length === 0 ? (
        <EmptyState
          title={t('apps.none')}
          action={
            createApp && (
              <ButtonLink href={createApp()}>{t('apps.create')}</ButtonLink>
            )
          }
        >
          {t('apps.noneHelp')}
        </EmptyState>
      ) : (
        <>
          <div className={styles.head}>
            <Totals
              totals={list.totals}
              shown={apps.length}
              of={list.items.length}
              isCut={list.items.some(({ knowledge }) =>
                knowledge.some(({ state }) => state === 'hidden'),
              )}
            />
            {createApp && (
              <ButtonLink
                size="small"
                iconStart={<RiAddLine />}
                href={createApp()}
              >
                {t('apps.createNew')}
              </ButtonLink>
            )}
          </div>
          <AppFilters apps={list.items} filter={filter} onChange={change} />
          <AppsTable apps={apps} />
        </>
      )}
    </div>
  );
}

/** All hybrid apps at one glance. */
export function AppsPage() {
  const live = useApps();
  return (
    <main>
      <Container>
        <LiveView live={live} height={320}>
          {list => <AppListView list={list} />}
        </LiveView>
      </Container>
    </main>
  );
}
