import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, ColumnConfig } from '@backstage/ui';
import { Cluster } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useCallback, useMemo } from 'react';
import { hybridAppsApiRef, useLive } from '../api';
import { EmptyState, HealthStatus, LiveView } from '../components';
import { clusterRouteRef } from '../routes';
import { Translate, useTexts } from '../translation';
import { RowsTable, SortKeys } from './RowsTable';
import { enforcedBy, HEALTH_OF_STATE, vmsOf } from './words';

type Row = Cluster & { id: string };

const readyOf = ({ nodes }: Cluster) =>
  nodes.filter(({ health }) => health === 'healthy').length;

const SORT: SortKeys<Row> = {
  name: ({ title, name }) => title ?? name,
  state: ({ state }) => state,
  version: ({ kubernetesVersion = '' }) => kubernetesVersion,
  nodes: ({ nodes }) => nodes.length,
  unknown: ({ knowledge }) => knowledge.length,
};

function columns(t: Translate): ColumnConfig<Row>[] {
  return [
    {
      id: 'name',
      label: t('clusters.column.name'),
      isRowHeader: true,
      minWidth: 140,
      cell: ({ name, title }) => (
        <CellText title={title ?? name} description={title && name} />
      ),
    },
    {
      id: 'state',
      label: t('clusters.column.state'),
      minWidth: 130,
      cell: ({ state }) => (
        <Cell>
          <HealthStatus
            health={HEALTH_OF_STATE[state]}
            text={t(`clusters.state.${state}`)}
          />
        </Cell>
      ),
    },
    {
      id: 'version',
      label: t('clusters.column.version'),
      minWidth: 110,
      cell: ({ kubernetesVersion }) => (
        <CellText title={kubernetesVersion ?? t('clusters.notKnown')} />
      ),
    },
    {
      id: 'nodes',
      label: t('clusters.column.nodes'),
      minWidth: 120,
      cell: cluster => (
        <CellText
          title={
            cluster.nodes.length > 0
              ? t('clusters.nodesWell', {
                  well: String(readyOf(cluster)),
                  total: String(cluster.nodes.length),
                })
              : t('clusters.notKnown')
          }
        />
      ),
    },
    {
      id: 'policies',
      label: t('clusters.column.policies'),
      minWidth: 150,
      cell: ({ networkPlugin }) => (
        <CellText
          title={t(`clusters.enforced.${networkPlugin?.enforced ?? 'unknown'}`)}
          description={networkPlugin && enforcedBy(networkPlugin)}
        />
      ),
    },
    {
      id: 'vms',
      label: t('clusters.column.vms'),
      minWidth: 130,
      cell: cluster => {
        const { possible, nodes } = vmsOf(cluster);
        return (
          <CellText
            title={t(`clusters.vms.${possible}`)}
            description={
              possible === 'yes'
                ? t('clusters.vmNodes', { count: nodes })
                : undefined
            }
          />
        );
      },
    },
    {
      id: 'unknown',
      label: t('clusters.column.unknown'),
      minWidth: 120,
      cell: ({ knowledge }) => (
        <CellText
          title={
            knowledge.length > 0
              ? t('clusters.unknownCount', { count: knowledge.length })
              : t('clusters.allKnown')
          }
          color={knowledge.length > 0 ? 'primary' : 'secondary'}
        />
      ),
    },
  ];
}

/** The clusters of the portal, each row a link to its page. */
export function ClusterList() {
  const t = useTexts();
  const api = useApi(hybridAppsApiRef);
  const clusterRoute = useRouteRef(clusterRouteRef);
  const load = useCallback(
    async ({ signal }: { signal: AbortSignal }) => ({
      value: (await api.listClusters({ signal })).items,
    }),
    [api],
  );
  const live = useLive(load);
  const columnConfig = useMemo(() => columns(t), [t]);
  return (
    <LiveView live={live} about="cluster" height={240}>
      {clusters =>
        clusters.length === 0 ? (
          <EmptyState title={t('clusters.none')}>
            {t('clusters.noneHelp')}
          </EmptyState>
        ) : (
          <RowsTable<Row>
            rows={clusters.map(cluster => ({ ...cluster, id: cluster.name }))}
            columns={columnConfig}
            sort={SORT}
            initialSort="name"
            hrefOf={({ name }) => clusterRoute?.({ cluster: name })}
          />
        )
      }
    </LiveView>
  );
}
