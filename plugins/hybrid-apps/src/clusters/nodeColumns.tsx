import { Cell, ColumnConfig } from '@backstage/ui';
import { bytes, HealthStatus, number } from '../components';
import { Translate } from '../translation';
import { ClusterNode } from './nodeFilter';
import { LinesCell, SortKeys } from './RowsTable';

export type NodeRow = ClusterNode & { id: string };

type Amount = 'cpu' | 'memory' | 'pods';

const offered = (node: ClusterNode, resource: Amount): number | undefined =>
  node.allocatable?.[resource] ?? node.capacity?.[resource];

/** By how much of it is requested, and else by how much there is. */
const byAmount =
  (resource: Amount) =>
  (node: NodeRow): number =>
    node.requested?.[resource] ?? offered(node, resource) ?? 0;

export const NODE_SORT: SortKeys<NodeRow> = {
  name: ({ name }) => name,
  health: ({ health }) => health,
  roles: ({ roles }) => roles.join(),
  place: ({ provider = '', region = '', zone = '' }) =>
    [provider, region, zone].join(),
  runs: ({ version = '' }) => version,
  cpu: byAmount('cpu'),
  memory: byAmount('memory'),
  pods: byAmount('pods'),
};

const joined = (...words: Array<string | undefined>) =>
  words.filter(Boolean).join(' · ');

/** The columns of the table of nodes. */
export function nodeColumns(
  t: Translate,
  locale: string,
): ColumnConfig<NodeRow>[] {
  const written = (resource: Amount, value: number) =>
    resource === 'memory' ? bytes(value, locale) : number(value, locale);
  /** What is used of it, as far as that is measured, and what there is. */
  const linesOf = (id: Amount) => (node: ClusterNode) => {
    const used = node.used?.[id];
    const capacity = node.capacity?.[id];
    return [
      used !== undefined && t('clusters.nodes.used', { n: written(id, used) }),
      capacity !== undefined &&
        t('clusters.nodes.capacity', { capacity: written(id, capacity) }),
    ]
      .filter(Boolean)
      .join(', ');
  };
  const resource = (
    id: Amount,
    description: (node: ClusterNode) => string = linesOf(id),
  ): ColumnConfig<NodeRow> => ({
    id,
    label: t(`clusters.nodes.column.${id}`),
    minWidth: 130,
    cell: node => {
      const there = offered(node, id);
      const asked = node.requested?.[id];
      const ofAll = there === undefined ? '—' : written(id, there);
      return (
        <LinesCell
          title={
            asked === undefined
              ? ofAll
              : t(
                  id === 'pods'
                    ? 'clusters.nodes.of'
                    : 'clusters.nodes.requested',
                  {
                    n: written(id, asked),
                    offered: ofAll,
                  },
                )
          }
          description={description(node)}
        />
      );
    },
  });
  return [
    {
      id: 'name',
      label: t('clusters.nodes.column.name'),
      isRowHeader: true,
      width: '1.5fr',
      minWidth: 140,
      cell: ({ name, address }) => (
        <LinesCell title={name} description={address} />
      ),
    },
    {
      id: 'health',
      label: t('clusters.nodes.column.health'),
      minWidth: 120,
      cell: ({ health, reason }) => (
        <Cell>
          <HealthStatus
            health={health}
            text={health === 'healthy' && !reason ? undefined : reason}
          />
        </Cell>
      ),
    },
    {
      id: 'roles',
      label: t('clusters.nodes.column.roles'),
      minWidth: 130,
      cell: ({ roles, taints }) => (
        <LinesCell
          title={roles.join(', ') || '—'}
          description={
            taints.length > 0
              ? t('clusters.nodes.taints', { taints: taints.join(', ') })
              : undefined
          }
        />
      ),
    },
    {
      id: 'place',
      label: t('clusters.nodes.column.place'),
      width: '1.5fr',
      minWidth: 160,
      cell: ({ provider, region, zone, instanceType }) => (
        <LinesCell
          title={
            provider
              ? joined(provider, instanceType)
              : instanceType ?? t('clusters.notKnown')
          }
          description={joined(region, zone)}
        />
      ),
    },
    {
      id: 'runs',
      label: t('clusters.nodes.column.runs'),
      width: '1.5fr',
      minWidth: 184,
      cell: ({ version, runtime, architecture, system, kernel }) => (
        <LinesCell
          title={joined(version, runtime?.replace('://', ' ')) || '—'}
          description={joined(architecture, system, kernel)}
        />
      ),
    },
    {
      id: 'vms',
      label: t('clusters.nodes.column.vms'),
      minWidth: 110,
      cell: ({ virtualMachines, devices }) => (
        <LinesCell
          title={
            virtualMachines === undefined
              ? '—'
              : t(`clusters.vms.${virtualMachines ? 'yes' : 'no'}`)
          }
          description={devices
            .map(device => device.replace('devices.kubevirt.io/', ''))
            .join(', ')}
        />
      ),
    },
    resource('cpu'),
    resource('memory'),
    resource('pods', ({ podCIDRs }) => podCIDRs.join(', ')),
  ];
}
