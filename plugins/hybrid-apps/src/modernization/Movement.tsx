import { Cell, CellText, ColumnConfig, Text, useTable } from '@backstage/ui';
import { ModernizationPoint } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { lazy, Suspense, useMemo, useState } from 'react';
import { CardTable, Loading, OneOf, useLocale } from '../components';
import { Translate, useTexts } from '../translation';
import { Standing } from './Standing';
import { amountText, Measure, MEASURES } from './words';
import styles from './modernization.module.css';

/** The chart's library is loaded where a chart is shown. */
const MovementChart = lazy(() => import('./chart/MovementChart'));

const VIEWS = ['chart', 'table'] as const;
type View = (typeof VIEWS)[number];

type Row = ModernizationPoint & { id: string };

function columns(
  measure: Measure,
  locale: string,
  t: Translate,
): ColumnConfig<Row>[] {
  return [
    {
      id: 'since',
      label: t('modernization.column.since'),
      isRowHeader: true,
      cell: ({ at }) => (
        <Cell>
          <time dateTime={at}>
            {new Date(at).toLocaleString(locale, {
              dateStyle: 'medium',
              timeStyle: 'short',
            })}
          </time>
        </Cell>
      ),
    },
    ...(['vm', 'container'] as const).map(
      (category): ColumnConfig<Row> => ({
        id: category,
        label: t(`modernization.category.${category}`),
        cell: ({ figures }) => (
          <CellText title={amountText(figures[category], measure, locale, t)} />
        ),
      }),
    ),
  ];
}

function MovementTable(props: {
  series: readonly ModernizationPoint[];
  measure: Measure;
}) {
  const { series, measure } = props;
  const t = useTexts();
  const locale = useLocale();
  const rows = useMemo(
    () => [...series].reverse().map(point => ({ ...point, id: point.at })),
    [series],
  );
  const columnConfig = useMemo(
    () => columns(measure, locale, t),
    [measure, locale, t],
  );
  const { tableProps } = useTable<Row>({
    mode: 'complete',
    data: rows,
    paginationOptions:
      rows.length > 20 ? { pageSize: 20 } : ({ type: 'none' } as const),
  });
  return (
    <CardTable<Row>
      {...tableProps}
      columnConfig={columnConfig}
      emptyState={t('modernization.noSeries')}
    />
  );
}

/** How the figures moved, as a chart or as a table. */
export function Movement(props: {
  series: readonly ModernizationPoint[];
  now: Date;
}) {
  const { series, now } = props;
  const t = useTexts();
  const [measure, setMeasure] = useState<Measure>('count');
  const [view, setView] = useState<View>('chart');
  return (
    <section className={styles.section} aria-label={t('modernization.moved')}>
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('modernization.moved')}
      </Text>
      {series.length === 0 ? (
        <Text as="p" color="secondary">
          {t('modernization.noSeries')}
        </Text>
      ) : (
        <>
          <div className={styles.controls}>
            <OneOf
              label={t('modernization.measured')}
              choices={MEASURES}
              value={measure}
              wordOf={one => t(`modernization.measure.${one}`)}
              onChange={setMeasure}
            />
            <OneOf
              label={t('topology.view')}
              choices={VIEWS}
              value={view}
              wordOf={one => t(`modernization.view.${one}`)}
              onChange={setView}
            />
          </div>
          {view === 'chart' && series.length === 1 && (
            <Standing point={series[0]} measure={measure} now={now} />
          )}
          {view === 'chart' && series.length > 1 && (
            <Suspense fallback={<Loading height={280} />}>
              <MovementChart series={series} measure={measure} now={now} />
            </Suspense>
          )}
          {view === 'table' && (
            <MovementTable series={series} measure={measure} />
          )}
        </>
      )}
    </section>
  );
}
