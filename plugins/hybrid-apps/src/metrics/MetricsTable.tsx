import { Cell, CellText, ColumnConfig, Table, useTable } from '@backstage/ui';
import { AppMetrics } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { Sideways, useLocale } from '../components';
import { useTexts } from '../translation';
import { Chart, timeOf } from './charts';
import { timeText, valueText } from './words';

interface Row {
  id: string;
  at: Date;
  place: number;
}

const PAGE_SIZE = 20;

/** The values of all charts of a component at each time, the latest first. */
export function MetricsTable(props: {
  charts: readonly Chart[];
  metrics: AppMetrics;
}) {
  const { charts, metrics } = props;
  const t = useTexts();
  const locale = useLocale();
  const columnConfig = useMemo(
    (): ColumnConfig<Row>[] => [
      {
        id: 'time',
        label: t('metrics.time'),
        isRowHeader: true,
        minWidth: 96,
        cell: ({ at }) => (
          <Cell>
            <time dateTime={at.toISOString()}>
              {timeText(at, metrics.range, locale)}
            </time>
          </Cell>
        ),
      },
      ...charts.flatMap(({ group, unit, lines }) =>
        lines.map(
          ({ name, values }): ColumnConfig<Row> => ({
            id: name,
            label: t('metrics.column', {
              group: t(`metrics.group.${group}`),
              series: t(`metrics.series.${name}`),
            }),
            minWidth: 120,
            cell: ({ place }) => {
              const value = values[place];
              return (
                <CellText
                  title={
                    value === null || value === undefined
                      ? t('metrics.notMeasured')
                      : valueText(value, unit, locale)
                  }
                />
              );
            },
          }),
        ),
      ),
    ],
    [charts, metrics.range, locale, t],
  );
  const data = useMemo(() => {
    const [first] = charts;
    const places = first?.lines[0].values ?? [];
    return places
      .map((_, place) => ({
        id: String(place),
        place,
        at: timeOf(metrics, place),
      }))
      .reverse();
  }, [charts, metrics]);
  const { tableProps } = useTable<Row>({
    mode: 'complete',
    data,
    paginationOptions: { pageSize: PAGE_SIZE },
  });
  return (
    <Sideways>
      <Table<Row>
        {...tableProps}
        columnConfig={columnConfig}
        emptyState={t('metrics.noRows')}
      />
    </Sideways>
  );
}
