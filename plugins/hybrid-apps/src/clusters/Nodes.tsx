import { SearchField, Text } from '@backstage/ui';
import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useMemo } from 'react';
import {
  FilterSelect,
  RelativeTime,
  useLocale,
  useUrlParams,
} from '../components';
import { useTexts } from '../translation';
import {
  filterNodes,
  NODE_FILTERS,
  nodeChoices,
  NodeFilter,
} from './nodeFilter';
import { nodeColumns, NODE_SORT, NodeRow } from './nodeColumns';
import { Part } from './Part';
import { RowsTable } from './RowsTable';
import styles from './clusters.module.css';

type NodesDetails = ClusterDetails['nodes'];

const SEARCH = 'node';

/** How many nodes there are of each, by what they have in common. */
function Counts({ counts }: { counts: NodesDetails['counts'] }) {
  const t = useTexts();
  const kinds = [...new Set(counts.map(({ by }) => by))];
  return (
    <dl className={styles.list}>
      {kinds.map(kind => (
        <div key={kind}>
          <dt>{t(`clusters.count.${kind}`)}</dt>
          <dd>
            {counts
              .filter(({ by }) => by === kind)
              .map(({ value, count }) => `${value} (${count})`)
              .join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** As of when it is known what nodes use, or why it is not. */
function Use({ use }: Pick<NodesDetails, 'use'>) {
  const t = useTexts();
  if (!use) {
    return null;
  }
  const { state, at, message } = use;
  return (
    <Text as="p" variant="body-small" color="secondary">
      {state === 'untold' && message ? message : t(`use.state.${state}`)}
      {at && (
        <>
          {' '}
          <RelativeTime at={at} />
        </>
      )}
      {message && state !== 'untold' && ` ${message}`}
    </Text>
  );
}

/** The machines of a cluster. */
export function Nodes({ nodes }: { nodes: NodesDetails }) {
  const t = useTexts();
  const locale = useLocale();
  const { params, change } = useUrlParams();
  const { total, items, counts, requestedUnknown, use } = nodes;
  const filter: NodeFilter = useMemo(
    () => ({
      search: params.get(SEARCH) ?? undefined,
      ...Object.fromEntries(
        NODE_FILTERS.map(key => [key, params.get(key) ?? undefined]),
      ),
    }),
    [params],
  );
  const shown = useMemo(() => filterNodes(items, filter), [items, filter]);
  const columnConfig = useMemo(() => nodeColumns(t, locale), [t, locale]);
  const title = t('clusters.nodes.title');
  if (total === 0) {
    return (
      <Part
        title={title}
        note={t(
          nodes.state === 'known'
            ? 'clusters.nodes.none'
            : 'clusters.nodes.unknown',
        )}
      />
    );
  }
  const label = (key: (typeof NODE_FILTERS)[number], value: string) => ({
    id: value,
    label:
      key === 'vms'
        ? t(value === 'yes' ? 'clusters.vms.yes' : 'clusters.vms.no')
        : value,
  });
  return (
    <Part title={title}>
      <Counts counts={counts} />
      <div className={styles.filters} role="search">
        <SearchField
          size="small"
          label={t('clusters.nodes.search')}
          placeholder={t('clusters.nodes.searchHelp')}
          value={filter.search ?? ''}
          onChange={search => change({ [SEARCH]: search })}
        />
        {NODE_FILTERS.map(key => (
          <FilterSelect
            key={key}
            label={t(`clusters.nodes.filter.${key}`)}
            value={filter[key]}
            choices={nodeChoices(items, key).map(value => label(key, value))}
            onChange={value => change({ [key]: value })}
          />
        ))}
      </div>
      <Text as="p" role="status" variant="body-small" color="secondary">
        {[
          t('clusters.nodes.shown', {
            shown: String(shown.length),
            total: String(total),
          }),
          items.length < total &&
            t('clusters.nodes.bounded', { listed: String(items.length) }),
          requestedUnknown,
        ]
          .filter(Boolean)
          .join(' ')}
      </Text>
      <Use use={use} />
      <RowsTable<NodeRow>
        rows={shown.map(node => ({ ...node, id: node.name }))}
        columns={columnConfig}
        sort={NODE_SORT}
        initialSort="name"
        empty={t('clusters.nodes.noMatch')}
      />
    </Part>
  );
}
