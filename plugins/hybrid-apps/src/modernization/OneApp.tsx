import { CompoundEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  CellText,
  ColumnConfig,
  Link,
  Text,
  useTable,
} from '@backstage/ui';
import {
  Modernization,
  ModernizationComponent,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiDownloadLine, RiEyeOffLine } from '@remixicon/react';
import { useMemo } from 'react';
import {
  CardTable,
  EmptyState,
  KnowledgeStrip,
  LiveView,
  saveCsv,
  useLocale,
} from '../components';
import { entityRouteRef, modernizationRouteRef, TAB_PATHS } from '../routes';
import { kindWord } from '../topology/words';
import { Translate, useTexts } from '../translation';
import { Movement } from './Movement';
import { componentsCsv, seriesCsv, WaitRow, waitRows, wayText } from './rows';
import { useModernization } from './useModernization';
import { componentsSentence, sizesSentence, valueText } from './words';
import styles from './modernization.module.css';

const MOST_ROWS = 60;
const PAGE_SIZE = 20;

const pagesOf = ({ length }: readonly unknown[]) =>
  length > MOST_ROWS ? { pageSize: PAGE_SIZE } : ({ type: 'none' } as const);

function componentColumns(
  locale: string,
  t: Translate,
): ColumnConfig<ModernizationComponent>[] {
  const size = (measure: 'cpu' | 'memory') => ({
    id: measure,
    label: t(`modernization.measure.${measure}`),
    minWidth: 96,
    cell: (one: ModernizationComponent) => {
      const value = one[measure];
      return (
        <CellText
          title={
            value === undefined
              ? t('modernization.notKnown')
              : valueText(value, measure, locale)
          }
        />
      );
    },
  });
  return [
    {
      id: 'component',
      label: t('topology.column.component'),
      isRowHeader: true,
      width: '2fr',
      minWidth: 140,
      cell: ({ name, kind }) => (
        <CellText title={name} description={kindWord(kind, t)} />
      ),
    },
    {
      id: 'category',
      label: t('modernization.column.category'),
      minWidth: 96,
      cell: ({ category }) => (
        <CellText title={t(`modernization.runsIn.${category}`)} />
      ),
    },
    {
      id: 'replicas',
      label: t('modernization.column.replicas'),
      minWidth: 80,
      cell: ({ replicas }) => <CellText title={String(replicas)} />,
    },
    size('cpu'),
    size('memory'),
    {
      id: 'place',
      label: t('topology.column.place'),
      width: '1.5fr',
      minWidth: 160,
      cell: ({ cluster, namespace }) => (
        <CellText title={`${cluster} / ${namespace}`} />
      ),
    },
  ];
}

function waitColumns(t: Translate): ColumnConfig<WaitRow>[] {
  const end = (component: ModernizationComponent | undefined, id: string) => (
    <CellText
      title={component?.name ?? id}
      description={component && t(`modernization.runsIn.${component.category}`)}
    />
  );
  return [
    {
      id: 'source',
      label: t('topology.column.component'),
      isRowHeader: true,
      width: '2fr',
      cell: ({ from, source }) => end(from, source),
    },
    {
      id: 'relation',
      label: t('topology.column.relation'),
      cell: ({ relation }) => <CellText title={t(`relation.${relation}`)} />,
    },
    {
      id: 'target',
      label: t('modernization.column.target'),
      width: '2fr',
      cell: ({ to, target }) => end(to, target),
    },
    {
      id: 'way',
      label: t('modernization.column.way'),
      cell: wait => <CellText title={wayText(wait) || '—'} />,
    },
  ];
}

function Tables({ value }: { value: Modernization }) {
  const t = useTexts();
  const locale = useLocale();
  const { components } = value;
  const waits = useMemo(() => waitRows(value), [value]);
  const componentConfig = useMemo(
    () => componentColumns(locale, t),
    [locale, t],
  );
  const waitConfig = useMemo(() => waitColumns(t), [t]);
  const componentTable = useTable<ModernizationComponent>({
    mode: 'complete',
    data: components,
    paginationOptions: pagesOf(components),
  });
  const waitTable = useTable<WaitRow>({
    mode: 'complete',
    data: waits,
    paginationOptions: pagesOf(waits),
  });
  return (
    <>
      <section className={styles.section} aria-label={t('topology.components')}>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('topology.components')}
        </Text>
        <CardTable<ModernizationComponent>
          {...componentTable.tableProps}
          columnConfig={componentConfig}
          emptyState={t('topology.empty')}
        />
      </section>
      <section className={styles.section} aria-label={t('modernization.waits')}>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('modernization.waits')}
        </Text>
        <Text as="p" color="secondary">
          {t(
            waits.length > 0
              ? 'modernization.waitsHelp'
              : 'modernization.noWaits',
          )}
        </Text>
        {waits.length > 0 && (
          <CardTable<WaitRow>
            {...waitTable.tableProps}
            columnConfig={waitConfig}
            emptyState={t('modernization.noWaits')}
          />
        )}
      </section>
    </>
  );
}

function OneAppView(props: {
  app: CompoundEntityRef;
  value: Modernization;
  now: Date;
}) {
  const { app, value, now } = props;
  const { figures, stage, isWhole, series = [], knowledge } = value;
  const t = useTexts();
  const locale = useLocale();
  if (value.components.length === 0) {
    return (
      <div className={styles.page}>
        <KnowledgeStrip knowledge={knowledge} />
        <EmptyState title={t('topology.empty')}>
          {t('topology.emptyHelp')}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <KnowledgeStrip knowledge={knowledge} />
      <div role="status" className={styles.sentences}>
        <Text as="p" variant="body-large" weight="bold">
          {componentsSentence(figures, t)}.{' '}
          {stage === 'unknown' && t('modernization.stageUnknown')}
        </Text>
        <Text as="p" color="secondary">
          {sizesSentence(figures, locale, t)}
        </Text>
      </div>
      {isWhole ? (
        <Movement series={series} now={now} />
      ) : (
        <Alert
          status="info"
          icon={<RiEyeOffLine aria-hidden />}
          title={t('modernization.partly')}
          description={t('modernization.partlyHelp')}
        />
      )}
      <Tables value={value} />
      <div className={styles.controls}>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiDownloadLine />}
          onPress={() =>
            saveCsv(`${app.name}-modernization`, componentsCsv(value, t))
          }
        >
          {t('modernization.saveComponents')}
        </Button>
        {series.length > 0 && (
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiDownloadLine />}
            onPress={() =>
              saveCsv(`${app.name}-modernization-series`, seriesCsv(series, t))
            }
          >
            {t('modernization.saveSeries')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** How far one app is in containers. */
export function OneApp({ app }: { app: CompoundEntityRef }) {
  const t = useTexts();
  const live = useModernization(app);
  const all = useRouteRef(modernizationRouteRef);
  const entity = useRouteRef(entityRouteRef)?.(app);
  const { asOf } = live;
  return (
    <div className={styles.page}>
      <nav className={styles.controls} aria-label={app.name}>
        <Text as="h2" variant="title-small" weight="bold">
          {app.name}
        </Text>
        {all && <Link href={all()}>{t('modernization.allApps')}</Link>}
        {entity && (
          <Link href={`${entity}${TAB_PATHS.topology}`}>
            {t('card.topology')}
          </Link>
        )}
      </nav>
      <LiveView live={live} height={480}>
        {value => (
          <OneAppView app={app} value={value} now={asOf ?? new Date()} />
        )}
      </LiveView>
    </div>
  );
}
