import { Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import {
  CategoryIcon,
  HealthStatus,
  PostureMark,
  TableColumn,
  VerdictMark,
  VirtualTable,
} from '../../components';
import { BadgesByNode, NodeBadges } from '../../extensions';
import { BulkActs, useActs } from '../../operations/acts';
import { Translate, useTexts } from '../../translation';
import { isReal, Picture } from '../view';
import { kindWord } from '../words';
import { Columns, shownColumns } from './Columns';
import {
  ComponentRow,
  componentRows,
  ConnectionRow,
  connectionRows,
  rankOf,
  wordsOfComponent,
  wordsOfConnection,
} from './rows';
import styles from './table.module.css';

function componentColumns(t: Translate): TableColumn<ComponentRow>[] {
  return [
    {
      id: 'component',
      label: t('topology.column.component'),
      isRowHeader: true,
      weight: 2,
      sortBy: ({ node }) => node.name,
      cell: ({ node }) => (
        <span className={styles.name}>
          <CategoryIcon category={node.category} size={16} />
          {node.name}
        </span>
      ),
    },
    {
      id: 'kind',
      label: t('topology.column.kind'),
      weight: 1.25,
      sortBy: ({ node }) => wordsOfComponent(node, t).kind,
      cell: ({ node }) => wordsOfComponent(node, t).kind,
    },
    {
      id: 'status',
      label: t('topology.column.status'),
      weight: 2,
      // By how well it is, and then by the platform's own word for that.
      sortBy: ({ node }) =>
        `${rankOf(node)} ${wordsOfComponent(node, t).status ?? ''}`,
      cell: ({ node, badges }) => {
        const { status, facts } = wordsOfComponent(node, t);
        return (
          <span className={styles.status}>
            {status && (
              <HealthStatus health={node.status.health} text={status} />
            )}
            {facts && <span className={styles.facts}>{facts}</span>}
            <NodeBadges badges={badges} />
          </span>
        );
      },
    },
    {
      id: 'reach',
      label: t('topology.column.reach'),
      weight: 1.25,
      sortBy: ({ node }) =>
        node.posture ? t(`posture.${node.posture.ingress}`) : '',
      cell: ({ node }) =>
        node.posture ? <PostureMark posture={node.posture.ingress} /> : '—',
    },
    {
      id: 'place',
      label: t('topology.column.place'),
      weight: 1.75,
      sortBy: ({ node }) => wordsOfComponent(node, t).place,
      cell: ({ node }) => wordsOfComponent(node, t).place || '—',
    },
  ];
}

function connectionColumns(t: Translate): TableColumn<ConnectionRow>[] {
  return [
    {
      id: 'from',
      label: t('topology.column.from'),
      isRowHeader: true,
      weight: 1.5,
      sortBy: row => wordsOfConnection(row, t).from,
      cell: row => wordsOfConnection(row, t).from,
    },
    {
      id: 'relation',
      label: t('topology.column.relation'),
      weight: 1.25,
      sortBy: row => wordsOfConnection(row, t).relation,
      cell: row => wordsOfConnection(row, t).relation,
    },
    {
      id: 'to',
      label: t('topology.column.to'),
      weight: 1.5,
      sortBy: row => wordsOfConnection(row, t).to,
      cell: row => wordsOfConnection(row, t).to,
    },
    {
      id: 'ports',
      label: t('topology.column.ports'),
      weight: 1.25,
      sortBy: row => wordsOfConnection(row, t).ports,
      cell: row => wordsOfConnection(row, t).ports || '—',
    },
    {
      id: 'verdict',
      label: t('topology.column.verdict'),
      weight: 1.25,
      sortBy: ({ edge }) => (edge.verdict ? t(`verdict.${edge.verdict}`) : ''),
      cell: ({ edge }) =>
        edge.verdict ? <VerdictMark verdict={edge.verdict} /> : '—',
    },
    {
      id: 'evidence',
      label: t('topology.column.evidence'),
      weight: 3,
      cell: row => wordsOfConnection(row, t).because,
    },
  ];
}

interface TopologyTableProps {
  picture: Picture;
  badges: BadgesByNode;
  /** What a search found; undefined where nothing is searched for. */
  found?: Set<string>;
  /** The id of a node or an edge. */
  selected?: string;
  /** The ids of the columns that are not shown, of both tables. */
  hidden: ReadonlySet<string>;
  onSelect: (id: string) => void;
  onHide: (hidden: Iterable<string>) => void;
}

/** All that the graph shows, as tables. */
export function TopologyTable(props: TopologyTableProps) {
  const t = useTexts();
  const { picture, badges, found, selected, hidden } = props;
  const { onSelect, onHide } = props;
  const components = useMemo(
    () => componentRows(picture, badges, found),
    [picture, badges, found],
  );
  const connections = useMemo(
    () => connectionRows(picture, found),
    [picture, found],
  );
  const isActedOn = useActs() !== undefined;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // Of what is not in the table any more nobody could tell that it is chosen.
  const chosenNodes = useMemo(
    () => components.map(({ node }) => node).filter(({ id }) => chosen.has(id)),
    [components, chosen],
  );
  const columnsOfComponents = useMemo(() => componentColumns(t), [t]);
  const columnsOfConnections = useMemo(() => connectionColumns(t), [t]);
  const common = {
    selected,
    emptyState: t('topology.empty'),
    onOpen: ({ id }: { id: string }) => onSelect(id),
  };
  return (
    <div className={styles.tables}>
      <section aria-label={t('topology.components')}>
        <div className={styles.head}>
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('topology.components')}
          </Text>
          <Columns
            table={t('topology.components')}
            columns={columnsOfComponents}
            hidden={hidden}
            onHide={onHide}
          />
        </div>
        <BulkActs
          nodes={chosenNodes}
          kindOf={({ kind }) => kindWord(kind, t)}
          onClear={() => setChosen(new Set())}
        />
        <VirtualTable
          {...common}
          choice={
            isActedOn
              ? {
                  chosen,
                  all: t('topology.chooseAll'),
                  labelOf: ({ node }) =>
                    isReal(node)
                      ? t('topology.choose', {
                          name: `${kindWord(node.kind, t)} ${node.name}`,
                        })
                      : undefined,
                  onChange: setChosen,
                }
              : undefined
          }
          label={t('topology.components')}
          columns={shownColumns(columnsOfComponents, hidden)}
          rows={components}
          sortParam="components"
        />
      </section>
      <section aria-label={t('topology.connections')}>
        <div className={styles.head}>
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('topology.connections')}
          </Text>
          <Columns
            table={t('topology.connections')}
            columns={columnsOfConnections}
            hidden={hidden}
            onHide={onHide}
          />
        </div>
        <VirtualTable
          {...common}
          label={t('topology.connections')}
          columns={shownColumns(columnsOfConnections, hidden)}
          rows={connections}
          sortParam="connections"
        />
      </section>
    </div>
  );
}
