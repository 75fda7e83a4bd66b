import { Cell, CellText, ColumnConfig } from '@backstage/ui';
import {
  ClusterDetails,
  KindKnowledge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { RelativeTime } from '../components';
import { Translate, useTexts } from '../translation';
import { Part } from './Part';
import { LinesCell, LongCell, RowsTable, SortKeys } from './RowsTable';
import styles from './clusters.module.css';

type Row = KindKnowledge & { id: string };

const SORT: SortKeys<Row> = {
  kind: ({ kind }) => kind,
  state: ({ state }) => state,
  since: ({ since = '' }) => since,
};

function columns(t: Translate): ColumnConfig<Row>[] {
  return [
    {
      id: 'kind',
      label: t('clusters.unknown.kind'),
      isRowHeader: true,
      width: '1.5fr',
      minWidth: 180,
      cell: ({ kind }) => (
        <LinesCell title={kind === '*' ? t('knowledge.cluster') : kind} />
      ),
    },
    {
      id: 'state',
      label: t('clusters.unknown.state'),
      width: '1fr',
      minWidth: 120,
      cell: ({ state }) => <CellText title={t(`knowledge.${state}`)} />,
    },
    {
      id: 'since',
      label: t('clusters.unknown.since'),
      width: '1fr',
      minWidth: 110,
      cell: ({ since }) => (
        <Cell>{since ? <RelativeTime at={since} /> : '—'}</Cell>
      ),
    },
    {
      id: 'todo',
      label: t('clusters.unknown.todo'),
      width: '3fr',
      minWidth: 220,
      cell: ({ message, namespaces = [] }) => (
        <LongCell>
          {[
            message,
            namespaces.length > 0 &&
              t('knowledge.within', { namespaces: namespaces.join(', ') }),
          ]
            .filter(Boolean)
            .join(' ') || '—'}
        </LongCell>
      ),
    },
  ];
}

/** What of a cluster is not known: which kind, since when, and what to do about it. */
export function NotKnown(props: {
  knowledge: KindKnowledge[];
  kinds: ClusterDetails['kinds'];
}) {
  const t = useTexts();
  const { knowledge, kinds } = props;
  const columnConfig = useMemo(() => columns(t), [t]);
  const rows = knowledge.map(one => ({ ...one, id: one.kind }));
  return (
    <Part
      title={t('clusters.unknown.title')}
      note={
        rows.length > 0
          ? t('clusters.unknown.some', { known: String(kinds.synced) })
          : t('clusters.unknown.nothing', { count: kinds.synced })
      }
    >
      {rows.length > 0 && (
        <RowsTable<Row>
          rows={rows}
          columns={columnConfig}
          sort={SORT}
          initialSort="kind"
        />
      )}
      {kinds.absent.length > 0 && (
        <details className={styles.more}>
          <summary>
            {t('clusters.unknown.absent', { count: kinds.absent.length })}
          </summary>
          <ul className={styles.names}>
            {kinds.absent.map(kind => (
              <li key={kind}>
                <code>{kind}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Part>
  );
}
