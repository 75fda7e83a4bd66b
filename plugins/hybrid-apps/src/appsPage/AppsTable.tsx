import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Cell, ColumnConfig, useTable } from '@backstage/ui';
import { AppSummary } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiErrorWarningLine, RiEyeOffLine } from '@remixicon/react';
import { useMemo } from 'react';
import {
  appColumn,
  CardTable,
  HealthStatus,
  PostureMark,
  RelativeTime,
} from '../components';
import { entityRouteRef, TAB_PATHS } from '../routes';
import { Translate, useTexts } from '../translation';
import { sortApps } from './filter';
import { ownerName } from './ownerName';
import { OpenWorkloads, Problems } from './Problems';
import styles from './appsPage.module.css';

const PAGE_SIZE = 50;

type Row = AppSummary & { id: string };

/** That not all of an app is told: for a part is hidden from who looks, or nobody knows it. */
function Partly({ knowledge }: { knowledge: AppSummary['knowledge'] }) {
  const t = useTexts();
  if (knowledge.length === 0) {
    return null;
  }
  const isHidden = knowledge.every(({ state }) => state === 'hidden');
  const Icon = isHidden ? RiEyeOffLine : RiErrorWarningLine;
  return (
    <span
      className={styles.partly}
      title={t(isHidden ? 'knowledge.hidden' : 'apps.incomplete')}
    >
      <Icon size={14} aria-hidden />{' '}
      {t(isHidden ? 'apps.partlyHidden' : 'apps.partlyKnown')}
    </span>
  );
}

function Reach({ posture }: { posture: AppSummary['posture'] }) {
  const t = useTexts();
  const { isolated, open, unknown } = posture;
  if (open > 0) {
    const text = t('posture.openCount', { n: String(open) });
    return <PostureMark posture="open" text={text} />;
  }
  if (unknown > 0) {
    const text = t('posture.unknownCount', { n: String(unknown) });
    return <PostureMark posture="unknown" text={text} />;
  }
  return isolated > 0 ? (
    <PostureMark posture="isolated" />
  ) : (
    <>{t('apps.noWorkloads')}</>
  );
}

function healthText(app: AppSummary, t: Translate): string | undefined {
  return app.unhealthy
    ? `${t(`health.${app.health}`)} (${app.unhealthy})`
    : undefined;
}

function columns(t: Translate): ColumnConfig<Row>[] {
  return [
    { ...appColumn<Row>(t), minWidth: 104 },
    {
      id: 'health',
      label: t('apps.column.health'),
      isSortable: true,
      width: '2.6fr',
      minWidth: 150,
      cell: app => (
        <Cell>
          <span className={styles.health}>
            <HealthStatus health={app.health} text={healthText(app, t)} />
            <Partly knowledge={app.knowledge} />
            <Problems app={app} />
          </span>
        </Cell>
      ),
    },
    {
      id: 'workloads',
      label: t('apps.column.workloads'),
      width: '1.1fr',
      minWidth: 106,
      cell: ({ vms, containers }) => (
        <Cell>
          {[
            vms > 0 && t('apps.totalVms', { count: vms }),
            containers > 0 && t('apps.containers', { count: containers }),
          ]
            .filter(Boolean)
            .join(', ') || '—'}
        </Cell>
      ),
    },
    {
      id: 'reach',
      label: t('apps.column.reach'),
      isSortable: true,
      width: '1.7fr',
      minWidth: 108,
      cell: app => (
        <Cell>
          <Reach posture={app.posture} />
          <OpenWorkloads app={app} />
        </Cell>
      ),
    },
    {
      id: 'clusters',
      label: t('apps.column.clusters'),
      width: '1fr',
      minWidth: 88,
      cell: ({ clusters: [first, ...others] }) => (
        <Cell>
          <span title={[first, ...others].join(', ')}>
            {first ?? '—'}
            {others.length > 0 && ` +${others.length}`}
          </span>
        </Cell>
      ),
    },
    {
      id: 'owner',
      label: t('apps.column.owner'),
      isSortable: true,
      width: '1fr',
      minWidth: 92,
      cell: app => (
        <Cell>
          {app.owner ? (
            ownerName(app.owner)
          ) : (
            <span className={styles.partly}>{t('apps.noOwner')}</span>
          )}
        </Cell>
      ),
    },
    {
      id: 'changed',
      label: t('apps.column.changed'),
      isSortable: true,
      width: '1.2fr',
      minWidth: 112,
      cell: app => (
        <Cell>{app.changedAt ? <RelativeTime at={app.changedAt} /> : '—'}</Cell>
      ),
    },
  ];
}

/** The apps, each row a link to its topology. */
export function AppsTable({ apps }: { apps: AppSummary[] }) {
  const t = useTexts();
  const entityRoute = useRouteRef(entityRouteRef);
  const rows = useMemo(
    () => apps.map(app => ({ ...app, id: app.entityRef })),
    [apps],
  );
  const columnConfig = useMemo(() => columns(t), [t]);
  const { tableProps } = useTable<Row>({
    mode: 'complete',
    data: rows,
    sortFn: sortApps,
    initialSort: { column: 'app', direction: 'ascending' },
    paginationOptions: {
      type: apps.length > PAGE_SIZE ? 'page' : 'none',
      pageSize: PAGE_SIZE,
    },
  });
  return (
    <CardTable<Row>
      {...tableProps}
      columnConfig={columnConfig}
      rowConfig={{
        getHref: app =>
          entityRoute &&
          `${entityRoute(parseEntityRef(app.entityRef))}${TAB_PATHS.topology}`,
      }}
      emptyState={t('apps.noMatch')}
    />
  );
}
