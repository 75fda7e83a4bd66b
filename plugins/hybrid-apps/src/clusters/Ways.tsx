import { ColumnConfig, Link } from '@backstage/ui';
import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { Translate, useTexts } from '../translation';
import { Part } from './Part';
import { LinesCell, LongCell, RowsTable, SortKeys } from './RowsTable';
import { WaysDiagram } from './WaysDiagram';

type Way = ClusterDetails['ways'][number];

const SORT: SortKeys<Way> = {
  from: ({ from }) => from,
  to: ({ to }) => to,
  port: ({ port }) => Number.parseInt(port, 10) || 0,
};

function columns(t: Translate): ColumnConfig<Way>[] {
  return [
    {
      id: 'from',
      label: t('clusters.ways.from'),
      isRowHeader: true,
      minWidth: 140,
      cell: ({ from }) => <LinesCell title={t(`clusters.end.${from}`)} />,
    },
    {
      id: 'to',
      label: t('clusters.ways.to'),
      minWidth: 140,
      cell: ({ to }) => <LinesCell title={t(`clusters.end.${to}`)} />,
    },
    {
      id: 'port',
      label: t('clusters.ways.port'),
      minWidth: 130,
      cell: ({ protocol, port, told }) => (
        <LinesCell
          title={`${protocol} ${
            port === 'any' ? t('clusters.ways.anyPort') : port
          }`}
          description={t(`clusters.ways.${told}`)}
        />
      ),
    },
    {
      id: 'carries',
      label: t('clusters.ways.carries'),
      minWidth: 150,
      cell: ({ carries }) => (
        <LongCell>
          {carries.map(one => t(`clusters.carries.${one}`)).join(', ')}
        </LongCell>
      ),
    },
    {
      id: 'encrypted',
      label: t('clusters.ways.encrypted'),
      minWidth: 120,
      cell: ({ encrypted }) => (
        <LinesCell title={t(`clusters.encrypted.${encrypted}`)} />
      ),
    },
    {
      id: 'verified',
      label: t('clusters.ways.verified'),
      minWidth: 130,
      cell: ({ verified }) => (
        <LinesCell title={t(`clusters.verified.${verified}`)} />
      ),
    },
    {
      id: 'more',
      label: t('clusters.ways.more'),
      width: '3fr',
      minWidth: 240,
      cell: ({ message, source }) => (
        <LongCell>
          {message}{' '}
          {source.startsWith('https://') ? (
            <Link href={source} target="_blank" rel="noopener">
              {new URL(source).hostname}
            </Link>
          ) : (
            t('clusters.ways.source', { source })
          )}
        </LongCell>
      ),
    },
  ];
}

/** Who talks to whom in a cluster: on which port, how, and what for. */
export function Ways({ ways }: { ways: Way[] }) {
  const t = useTexts();
  const columnConfig = useMemo(() => columns(t), [t]);
  return (
    <Part title={t('clusters.ways.title')} note={t('clusters.ways.note')}>
      <WaysDiagram ways={ways} />
      <RowsTable<Way> rows={ways} columns={columnConfig} sort={SORT} />
    </Part>
  );
}
