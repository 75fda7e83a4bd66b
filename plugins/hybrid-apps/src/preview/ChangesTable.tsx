import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import { TableColumn, VirtualTable } from '../components';
import { peerName, peerPlace } from '../policies/connections';
import { REST } from '../policies/rest';
import { Translate, useTexts } from '../translation';
import { EffectMark } from './EffectMark';
import { Told } from './effects';
import { portsText } from './words';
import styles from './preview.module.css';

type Row = Told & { id: string };

function End(props: { peer: Peer; folded: number | undefined }) {
  const t = useTexts();
  const { peer, folded } = props;
  return (
    <span className={styles.end}>
      {peerName(peer, t)}{' '}
      <span className={styles.place}>
        {peer.kind === REST && folded
          ? t('preview.folded', { count: folded })
          : peerPlace(peer, t)}
      </span>
    </span>
  );
}

function columns(t: Translate): TableColumn<Row>[] {
  return [
    {
      id: 'effect',
      label: t('preview.effect'),
      weight: 1.25,
      sortBy: ({ effect }) => t(`preview.${effect}`),
      cell: ({ effect }) => (
        <EffectMark effect={effect} text={t(`preview.${effect}`)} />
      ),
    },
    {
      id: 'from',
      label: t('policies.from'),
      isRowHeader: true,
      weight: 2,
      sortBy: ({ source }) => peerName(source, t),
      cell: ({ source, folded }) => <End peer={source} folded={folded} />,
    },
    {
      id: 'to',
      label: t('policies.to'),
      weight: 2,
      sortBy: ({ destination }) => peerName(destination, t),
      cell: ({ destination, folded }) => (
        <End peer={destination} folded={folded} />
      ),
    },
    {
      id: 'ports',
      label: t('policies.ports'),
      weight: 2.5,
      cell: ({ before, after }) =>
        t('preview.becomes', {
          before: portsText(before, t),
          after: portsText(after, t),
        }),
    },
  ];
}

/** The connections that would change, what exposes most first. */
export function ChangesTable({ changes }: { changes: Told[] }) {
  const t = useTexts();
  const columnConfig = useMemo(() => columns(t), [t]);
  const rows = useMemo(
    () => changes.map((change, index) => ({ ...change, id: String(index) })),
    [changes],
  );
  return (
    <VirtualTable
      label={t('preview.title')}
      columns={columnConfig}
      rows={rows}
      emptyState={t('preview.none')}
      sortParam="changes"
    />
  );
}
