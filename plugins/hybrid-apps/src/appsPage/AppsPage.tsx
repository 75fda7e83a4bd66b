import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Container, Text } from '@backstage/ui';
import {
  AppTotals,
  KindKnowledge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
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

/** Of a cluster or kind of which this is so, there may be more than is known. */
const LACKING: ReadonlySet<KindKnowledge['state']> = new Set([
  'syncing',
  'partial',
  'forbidden',
  'unreachable',
]);

/** What each count is a count of, as knowledge names it. */
const COUNTED = {
  vms: ['*', 'virtualmachines.kubevirt.io'],
  containers: ['*', 'deployments.apps', 'statefulsets.apps', 'daemonsets.apps'],
};

function Totals(props: {
  totals: AppTotals;
  shown: number;
  of: number;
  /** Whether something of these apps is hidden from who looks. */
  isCut: boolean;
  knowledge: readonly KindKnowledge[];
}) {
  const t = useTexts();
  const { totals, shown, of, isCut, knowledge } = props;
  const counted = (kind: 'vms' | 'containers') => {
    const count = totals[kind];
    const isPart = knowledge.some(
      one => LACKING.has(one.state) && COUNTED[kind].includes(one.kind),
    );
    if (isPart && count === 0) {
      return t(`apps.${kind}Unknown`);
    }
    const what = t(kind === 'vms' ? 'apps.totalVms' : 'apps.totalContainers', {
      count,
    });
    return isPart ? t('apps.atLeast', { what }) : what;
  };
  // What one comes for first: how many there are, and whether one is needed.
  const parts: string[] = [
    t('apps.totalApps', { count: totals.apps }),
    totals.needAttention > 0
      ? t('apps.needAttention', { count: totals.needAttention })
      : t(isCut ? 'apps.allSeenWell' : 'apps.allWell'),
    counted('vms'),
    counted('containers'),
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
              knowledge={list.knowledge}
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
