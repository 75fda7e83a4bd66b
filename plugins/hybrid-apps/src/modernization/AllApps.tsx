import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Button, Cell, ColumnConfig, Text, useTable } from '@backstage/ui';
import {
  AppModernization,
  ModernizationPage,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiDownloadLine, RiEyeOffLine } from '@remixicon/react';
import { useMemo } from 'react';
import {
  appColumn,
  CardTable,
  EmptyState,
  KnowledgeStrip,
  LiveView,
  saveCsv,
  useLocale,
} from '../components';
import { modernizationRouteRef } from '../routes';
import { Translate, useTexts } from '../translation';
import { Movement } from './Movement';
import { appsCsv, seriesCsv } from './rows';
import { useModernizationPage } from './useModernization';
import { amountText, pageSentences, sizesSentence } from './words';
import styles from './modernization.module.css';

const PAGE_SIZE = 50;

type Row = AppModernization & { id: string };

/** What is still in VMs comes first. */
const mostInVmsFirst = (a: AppModernization, b: AppModernization) =>
  b.figures.vm.count - a.figures.vm.count ||
  (a.entityRef < b.entityRef ? -1 : 1);

function columns(locale: string, t: Translate): ColumnConfig<Row>[] {
  const share = (category: 'vm' | 'container'): ColumnConfig<Row> => ({
    id: category,
    label: t(`modernization.category.${category}`),
    width: '1.4fr',
    minWidth: 150,
    cell: ({ figures: { [category]: own } }) => (
      <Cell>
        {own.count}
        {own.count > 0 && (
          <div className={styles.partly}>
            {(['cpu', 'memory'] as const)
              .map(measure => amountText(own, measure, locale, t))
              .join(' · ')}
          </div>
        )}
      </Cell>
    ),
  });
  return [
    { ...appColumn<Row>(t), isSortable: false },
    {
      id: 'stage',
      label: t('modernization.column.stage'),
      width: '1.4fr',
      minWidth: 150,
      cell: ({ stage, isWhole }) => (
        <Cell>
          <span className={styles.stage}>
            {t(`modernization.stage.${stage}`)}
            {!isWhole && (
              <span className={styles.partly}>
                <RiEyeOffLine size={14} aria-hidden />{' '}
                {t('modernization.partly')}
              </span>
            )}
          </span>
        </Cell>
      ),
    },
    share('vm'),
    share('container'),
    {
      id: 'waits',
      label: t('modernization.column.waits'),
      minWidth: 120,
      cell: ({ waits }) => <Cell>{waits}</Cell>,
    },
  ];
}

function AppsTable({ apps }: { apps: readonly AppModernization[] }) {
  const t = useTexts();
  const locale = useLocale();
  const page = useRouteRef(modernizationRouteRef);
  const rows = useMemo(
    () =>
      [...apps]
        .sort(mostInVmsFirst)
        .map(app => ({ ...app, id: app.entityRef })),
    [apps],
  );
  const columnConfig = useMemo(() => columns(locale, t), [locale, t]);
  const { tableProps } = useTable<Row>({
    mode: 'complete',
    data: rows,
    paginationOptions:
      rows.length > PAGE_SIZE
        ? { pageSize: PAGE_SIZE }
        : ({ type: 'none' } as const),
  });
  return (
    <CardTable<Row>
      {...tableProps}
      columnConfig={columnConfig}
      rowConfig={
        page && {
          getHref: ({ entityRef }) =>
            `${page()}?${new URLSearchParams({ app: entityRef })}`,
        }
      }
      emptyState={t('apps.none')}
    />
  );
}

function AllAppsView(props: { page: ModernizationPage; now: Date }) {
  const { page, now } = props;
  const { items, totals, series, notInSeries, knowledge } = page;
  const t = useTexts();
  const locale = useLocale();
  return (
    <div className={styles.page}>
      <KnowledgeStrip knowledge={knowledge} />
      {items.length === 0 ? (
        <EmptyState title={t('apps.none')}>{t('apps.noneHelp')}</EmptyState>
      ) : (
        <>
          <div role="status" className={styles.sentences}>
            <Text as="p" variant="body-large" weight="bold">
              {pageSentences(totals, t).join(' ')}
            </Text>
            <Text as="p" color="secondary">
              {sizesSentence(totals.figures, locale, t)}
            </Text>
          </div>
          <Movement series={series} now={now} />
          {notInSeries > 0 && (
            <Text as="p" variant="body-small" color="secondary">
              {t('modernization.notInSeries', { count: notInSeries })}
            </Text>
          )}
          <section
            className={styles.section}
            aria-label={t('modernization.apps')}
          >
            <div className={styles.controls}>
              <Text as="h2" variant="title-x-small" weight="bold">
                {t('modernization.apps')}
              </Text>
              <Button
                size="small"
                variant="secondary"
                iconStart={<RiDownloadLine />}
                onPress={() => saveCsv('modernization', appsCsv(items, t))}
              >
                {t('modernization.saveApps')}
              </Button>
              <Button
                size="small"
                variant="secondary"
                iconStart={<RiDownloadLine />}
                isDisabled={series.length === 0}
                onPress={() =>
                  saveCsv('modernization-series', seriesCsv(series, t))
                }
              >
                {t('modernization.saveSeries')}
              </Button>
            </div>
            <AppsTable apps={items} />
          </section>
        </>
      )}
    </div>
  );
}

/** How far all apps are in containers. */
export function AllApps() {
  const live = useModernizationPage();
  const { asOf } = live;
  return (
    <LiveView live={live} height={480}>
      {page => <AllAppsView page={page} now={asOf ?? new Date()} />}
    </LiveView>
  );
}
