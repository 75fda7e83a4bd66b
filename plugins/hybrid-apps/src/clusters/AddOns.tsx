import { Cell, CellText, ColumnConfig } from '@backstage/ui';
import { Cluster } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { HealthStatus } from '../components';
import { Translate, useTexts } from '../translation';
import { Part } from './Part';
import { RowsTable } from './RowsTable';

type Row = Cluster['addOns'][number] & { id: string };

function columns(t: Translate): ColumnConfig<Row>[] {
  return [
    {
      id: 'name',
      label: t('clusters.addOns.name'),
      isRowHeader: true,
      width: '2fr',
      minWidth: 180,
      cell: ({ name, title }) => (
        <CellText title={t(`clusters.addOn.${name}`)} description={title} />
      ),
    },
    {
      id: 'health',
      label: t('clusters.addOns.health'),
      minWidth: 120,
      cell: ({ health }) => (
        <Cell>
          <HealthStatus health={health} />
        </Cell>
      ),
    },
    {
      id: 'version',
      label: t('clusters.addOns.version'),
      minWidth: 100,
      cell: ({ version }) => (
        <CellText title={version ?? t('clusters.notKnown')} />
      ),
    },
    {
      id: 'classes',
      label: t('clusters.addOns.classes'),
      minWidth: 140,
      cell: ({ classes = [] }) => (
        <CellText title={classes.join(', ') || '—'} />
      ),
    },
  ];
}

/** What a cluster has beside itself. */
export function AddOns({ addOns }: { addOns: Cluster['addOns'] }) {
  const t = useTexts();
  const columnConfig = useMemo(() => columns(t), [t]);
  return (
    <Part
      title={t('clusters.addOns.title')}
      note={addOns.length === 0 && t('clusters.addOns.none')}
    >
      {addOns.length > 0 && (
        <RowsTable<Row>
          rows={addOns.map((addOn, index) => ({
            ...addOn,
            id: `${index} ${addOn.name} ${addOn.title}`,
          }))}
          columns={columnConfig}
        />
      )}
    </Part>
  );
}
