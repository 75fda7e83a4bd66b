import {
  Cell,
  CellText,
  ColumnConfig,
  Table,
  Text,
  useTable,
} from '@backstage/ui';
import { useMemo } from 'react';
import {
  CategoryIcon,
  HealthStatus,
  PostureMark,
  VerdictMark,
} from '../../components';
import { BadgesByNode, NodeBadges } from '../../extensions';
import { Translate, useTexts } from '../../translation';
import { Picture } from '../view';
import {
  ComponentRow,
  componentRows,
  ConnectionRow,
  connectionRows,
  wordsOfComponent,
  wordsOfConnection,
} from './rows';
import styles from './table.module.css';

function componentColumns(t: Translate): ColumnConfig<ComponentRow>[] {
  return [
    {
      id: 'component',
      label: t('topology.column.component'),
      isRowHeader: true,
      width: '2fr',
      minWidth: 140,
      cell: ({ node }) => (
        <CellText
          title={node.name}
          leadingIcon={<CategoryIcon category={node.category} size={16} />}
        />
      ),
    },
    {
      id: 'kind',
      label: t('topology.column.kind'),
      minWidth: 120,
      cell: ({ node }) => <CellText title={wordsOfComponent(node, t).kind} />,
    },
    {
      id: 'status',
      label: t('topology.column.status'),
      width: '2fr',
      minWidth: 180,
      cell: ({ node, badges }) => {
        const { status, facts } = wordsOfComponent(node, t);
        return (
          <Cell>
            <span className={styles.status}>
              {status && (
                <HealthStatus health={node.status.health} text={status} />
              )}
              {facts && <span className={styles.facts}>{facts}</span>}
              <NodeBadges badges={badges} />
            </span>
          </Cell>
        );
      },
    },
    {
      id: 'reach',
      label: t('topology.column.reach'),
      minWidth: 112,
      cell: ({ node }) => (
        <Cell>
          {node.posture ? <PostureMark posture={node.posture.ingress} /> : '—'}
        </Cell>
      ),
    },
    {
      id: 'place',
      label: t('topology.column.place'),
      width: '1.5fr',
      minWidth: 196,
      cell: ({ node }) => (
        <CellText title={wordsOfComponent(node, t).place || '—'} />
      ),
    },
  ];
}

/** A cell whose words are never cut. */
const Wrapped = ({ children }: { children: string }) => (
  <Cell>
    <span className={styles.wrapped}>{children}</span>
  </Cell>
);

function connectionColumns(t: Translate): ColumnConfig<ConnectionRow>[] {
  return [
    {
      id: 'from',
      label: t('topology.column.from'),
      isRowHeader: true,
      width: '1.5fr',
      cell: row => <Wrapped>{wordsOfConnection(row, t).from}</Wrapped>,
    },
    {
      id: 'relation',
      label: t('topology.column.relation'),
      minWidth: 100,
      cell: row => <Wrapped>{wordsOfConnection(row, t).relation}</Wrapped>,
    },
    {
      id: 'to',
      label: t('topology.column.to'),
      width: '1.5fr',
      cell: row => <Wrapped>{wordsOfConnection(row, t).to}</Wrapped>,
    },
    {
      id: 'ports',
      label: t('topology.column.ports'),
      minWidth: 128,
      cell: row => <Wrapped>{wordsOfConnection(row, t).ports || '—'}</Wrapped>,
    },
    {
      id: 'verdict',
      label: t('topology.column.verdict'),
      minWidth: 104,
      cell: ({ edge }) => (
        <Cell>
          {edge.verdict ? <VerdictMark verdict={edge.verdict} /> : '—'}
        </Cell>
      ),
    },
    {
      id: 'evidence',
      label: t('topology.column.evidence'),
      width: '3fr',
      cell: row => <Wrapped>{wordsOfConnection(row, t).because}</Wrapped>,
    },
  ];
}

interface TopologyTableProps {
  picture: Picture;
  badges: BadgesByNode;
  /** What a search found; undefined where nothing is searched for. */
  found?: Set<string>;
  onSelect: (id: string) => void;
}

/** More rows than these come in pages: a browser takes seconds for some thousand. */
const MOST_ROWS = 60;
/** So few that a page is there at once. */
const PAGE = 20;

const pagesOf = ({ length }: readonly unknown[]) =>
  length > MOST_ROWS ? { pageSize: PAGE } : ({ type: 'none' } as const);

/** All that the graph shows, as tables. */
export function TopologyTable({
  picture,
  badges,
  found,
  onSelect,
}: TopologyTableProps) {
  const t = useTexts();
  const components = useMemo(
    () => componentRows(picture, badges, found),
    [picture, badges, found],
  );
  const connections = useMemo(
    () => connectionRows(picture, found),
    [picture, found],
  );
  const columnsOfComponents = useMemo(() => componentColumns(t), [t]);
  const columnsOfConnections = useMemo(() => connectionColumns(t), [t]);
  const componentTable = useTable<ComponentRow>({
    mode: 'complete',
    data: components,
    paginationOptions: pagesOf(components),
  });
  const connectionTable = useTable<ConnectionRow>({
    mode: 'complete',
    data: connections,
    paginationOptions: pagesOf(connections),
  });
  const rowConfig = { onClick: ({ id }: { id: string }) => onSelect(id) };
  return (
    <div className={styles.tables}>
      <section aria-label={t('topology.components')}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('topology.components')}
        </Text>
        <Table<ComponentRow>
          {...componentTable.tableProps}
          columnConfig={columnsOfComponents}
          rowConfig={rowConfig}
          emptyState={t('topology.empty')}
        />
      </section>
      <section aria-label={t('topology.connections')}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('topology.connections')}
        </Text>
        <Table<ConnectionRow>
          {...connectionTable.tableProps}
          columnConfig={columnsOfConnections}
          rowConfig={rowConfig}
          emptyState={t('topology.empty')}
        />
      </section>
    </div>
  );
}
