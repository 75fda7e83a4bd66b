import { Cell, CellText, ColumnConfig } from '@backstage/ui';
import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { HealthStatus } from '../components';
import { Translate, useTexts } from '../translation';
import { Part } from './Part';
import { LinesCell, LongCell, RowsTable } from './RowsTable';

type ControlPlanePart = ClusterDetails['controlPlane'][number];
type Row = ControlPlanePart & { id: string };

/** So many places of a part are named. */
const PLACES = 5;

/** How well a part is, as far as it is seen; what is not seen is not judged. */
function healthOf({ state, total = 0, healthy = 0 }: ControlPlanePart) {
  switch (state) {
    case 'seen':
      return healthy === total ? 'healthy' : 'degraded';
    case 'answers':
      return 'healthy';
    default:
      return 'unknown';
  }
}

function textOf(part: ControlPlanePart, t: Translate): string {
  return part.state === 'seen'
    ? t('clusters.controlPlane.wellOf', {
        well: String(part.healthy ?? 0),
        total: String(part.total ?? 0),
      })
    : t(`clusters.controlPlane.state.${part.state}`);
}

/** Where they run, those that are not well with the reason. */
const placesOf = ({ instances }: ControlPlanePart): string =>
  instances
    .slice(0, PLACES)
    .map(({ node, health, reason }) =>
      health === 'healthy' || !reason ? node : `${node} (${reason})`,
    )
    .join(', ');

const versionsOf = ({ instances }: ControlPlanePart): string =>
  [...new Set(instances.flatMap(({ version }) => version ?? []))]
    .sort()
    .join(', ');

function columns(t: Translate): ColumnConfig<Row>[] {
  return [
    {
      id: 'name',
      label: t('clusters.controlPlane.part'),
      isRowHeader: true,
      minWidth: 180,
      cell: ({ name }) => <LinesCell title={name} />,
    },
    {
      id: 'health',
      label: t('clusters.controlPlane.health'),
      minWidth: 150,
      cell: part => (
        <Cell>
          <HealthStatus health={healthOf(part)} text={textOf(part, t)} />
        </Cell>
      ),
    },
    {
      id: 'version',
      label: t('clusters.controlPlane.version'),
      minWidth: 110,
      cell: part => <CellText title={versionsOf(part) || '—'} />,
    },
    {
      id: 'where',
      label: t('clusters.controlPlane.where'),
      width: '3fr',
      minWidth: 220,
      cell: part => {
        const left = (part.total ?? 0) - PLACES;
        return (
          <LongCell>
            {part.message ?? placesOf(part)}
            {left > 0 && ` ${t('clusters.network.more', { n: String(left) })}`}
          </LongCell>
        );
      },
    },
  ];
}

/** What runs a cluster itself, as far as its Pods and nodes show it. */
export function ControlPlane({ parts }: { parts: ControlPlanePart[] }) {
  const t = useTexts();
  const columnConfig = useMemo(() => columns(t), [t]);
  return (
    <Part
      title={t('clusters.controlPlane.title')}
      note={t('clusters.controlPlane.note')}
    >
      <RowsTable<Row>
        rows={parts.map(part => ({ ...part, id: part.name }))}
        columns={columnConfig}
      />
    </Part>
  );
}
