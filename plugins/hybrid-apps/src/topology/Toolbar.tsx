import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  SearchField,
  Select,
  Text,
  ToggleButton,
  VisuallyHidden,
} from '@backstage/ui';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiDownloadLine, RiRouteLine } from '@remixicon/react';
import { ReactNode } from 'react';
import { OneOf } from '../components';
import { useTexts } from '../translation';
import { ExportFormat } from './saveTopology';
import { TopologyParamChanges, TopologyParams } from './useTopologyParams';
import { Palette } from './palette';
import { choicesOf, Facet } from './filter';
import { GROUPINGS } from './grouping';
import { Match } from './useMatches';
import { LAYERS, VIEWS } from './view';
import { categoryWord, healthWord, kindWord } from './words';
import styles from './topology.module.css';

const GROUP_TEXTS = {
  namespace: 'topology.groupNamespace',
  cluster: 'topology.groupCluster',
  component: 'topology.groupComponent',
  zone: 'topology.groupZone',
  node: 'topology.groupNode',
  none: 'topology.groupNone',
} as const;

const FACET_TEXTS = {
  health: 'topology.facetHealth',
  category: 'topology.facetCategory',
  kind: 'topology.facetKind',
  cluster: 'topology.facetCluster',
} as const;

/** What a topology can be saved as, by what it is good for. */
const EXPORTS = [
  [
    'topology.exportPicture',
    [
      ['svg', 'topology.exportSvg'],
      ['png', 'topology.exportPng'],
      ['print', 'topology.exportPrint'],
    ],
  ],
  [
    'topology.exportText',
    [
      ['mermaid', 'topology.exportMermaid'],
      ['d2', 'topology.exportD2'],
    ],
  ],
  [
    'topology.exportData',
    [
      ['csv', 'topology.exportCsv'],
      ['json', 'topology.exportJson'],
    ],
  ],
] as const;

interface ToolbarProps {
  params: TopologyParams;
  changes: TopologyParamChanges;
  /** All that there are, of which some may be chosen. */
  nodes: TopologyNode[];
  matches: number;
  /** That of them which is shown. */
  match?: Match;
  /** Shows the next one. */
  onNext: () => void;
  /** Whether the way of a request is asked for. */
  isTracing: boolean;
  onTrace: () => void;
  onExport: (format: ExportFormat) => void;
}

/** A choice whose words may be cut; the tooltip has them whole. */
const Choice = (props: { words: readonly string[]; children: ReactNode }) => (
  <div className={styles.choice} title={props.words.join(', ') || undefined}>
    {props.children}
  </div>
);

/** No layer, and yet a choice of what has a card. */
const SERVICES = 'services';

/** Which layers are shown and, of the graph, whether all Services have cards. */
function Show({
  params: { layers, serviceCards, view },
  changes,
}: Pick<ToolbarProps, 'params' | 'changes'>) {
  const t = useTexts();
  const options = [
    ...LAYERS.map(id => ({ id, label: t(`topology.${id}`) })),
    ...(view === 'graph'
      ? [{ id: SERVICES, label: t('topology.serviceCards') }]
      : []),
  ];
  const value = [...layers, ...(serviceCards ? [SERVICES] : [])];
  return (
    <Choice
      words={options.flatMap(({ id, label }) =>
        value.includes(id) ? [label] : [],
      )}
    >
      <Select
        size="small"
        selectionMode="multiple"
        aria-label={t('topology.show')}
        placeholder={t('topology.workloadsAlone')}
        options={options}
        value={value}
        onChange={keys =>
          changes.setShown(
            LAYERS.filter(layer => keys.includes(layer)),
            view === 'graph' ? keys.includes(SERVICES) : serviceCards,
          )
        }
      />
    </Choice>
  );
}

/** Of which health, category, kind and cluster what is shown is. */
function Filter({
  params: { only },
  changes,
  nodes,
}: Pick<ToolbarProps, 'params' | 'changes' | 'nodes'>) {
  const t = useTexts();
  const word = (facet: Facet, value: string) => {
    switch (facet) {
      case 'health':
        return healthWord(value, t);
      case 'category':
        return categoryWord(value, t);
      case 'kind':
        return kindWord(value, t);
      default:
        return value;
    }
  };
  const sections = choicesOf(nodes, only).map(({ facet, choices }) => ({
    title: t(FACET_TEXTS[facet]),
    options: choices.map(({ id, value, count }) => ({
      id,
      label: `${word(facet, value)} (${count})`,
    })),
  }));
  const chosen = sections.flatMap(({ options }) =>
    options.flatMap(({ id, label }) => (only.has(id) ? label : [])),
  );
  return sections.length > 0 ? (
    <Choice words={chosen}>
      <Select
        size="small"
        selectionMode="multiple"
        aria-label={t('topology.only')}
        placeholder={t('topology.all')}
        options={sections}
        value={[...only]}
        onChange={keys => changes.setOnly(keys.map(String))}
      />
    </Choice>
  ) : null;
}

/** How many a search found, and which of them is shown; Enter shows the next one. */
function Find(
  props: Pick<
    ToolbarProps,
    'params' | 'changes' | 'matches' | 'match' | 'onNext'
  >,
) {
  const { params, changes, matches, match, onNext } = props;
  const t = useTexts();
  const isGraph = params.view === 'graph';
  return (
    <div className={styles.find}>
      <SearchField
        size="small"
        aria-label={t('topology.find')}
        placeholder={t('topology.find')}
        value={params.find}
        onChange={changes.setFind}
        onSubmit={onNext}
      />
      <span role="status" className={styles.found}>
        {params.find && (
          <>
            <Text variant="body-small" color="secondary">
              {match && isGraph
                ? t('topology.foundAt', {
                    at: String(match.at),
                    total: String(matches),
                  })
                : t('topology.found', { count: matches })}
            </Text>
            {match && isGraph && (
              <VisuallyHidden>
                {t('topology.foundShown', {
                  component: `${kindWord(match.node.kind, t)} ${
                    match.node.name
                  }`,
                })}
              </VisuallyHidden>
            )}
          </>
        )}
      </span>
    </div>
  );
}

function Export({ onExport }: Pick<ToolbarProps, 'onExport'>) {
  const t = useTexts();
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiDownloadLine />}
        aria-label={t('topology.export')}
      >
        <span className={styles.word}>{t('topology.export')}</span>
      </Button>
      <Menu>
        {EXPORTS.map(([title, formats]) => (
          <MenuSection key={title} title={t(title)}>
            {formats.map(([format, text]) => (
              <MenuItem key={format} onAction={() => onExport(format)}>
                {t(text)}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

/** How to look at the topology: as what, by what, how much of it. In one row, where there is room. */
export function Toolbar(props: ToolbarProps) {
  const { params, changes, nodes, matches, match, onNext } = props;
  const { isTracing, onTrace, onExport } = props;
  const t = useTexts();
  return (
    <div className={styles.toolbar}>
      <OneOf
        label={t('topology.view')}
        choices={VIEWS}
        value={params.view}
        wordOf={view => t(`topology.${view}`)}
        onChange={changes.setView}
      />
      <Show params={params} changes={changes} />
      {params.view === 'graph' && (
        <Choice words={[t(GROUP_TEXTS[params.group])]}>
          <Select
            size="small"
            aria-label={t('topology.group')}
            options={GROUPINGS.map(id => ({ id, label: t(GROUP_TEXTS[id]) }))}
            selectedKey={params.group}
            onSelectionChange={key => {
              const group = GROUPINGS.find(id => id === key);
              if (group) {
                changes.setGroup(group);
              }
            }}
          />
        </Choice>
      )}
      <Filter params={params} changes={changes} nodes={nodes} />
      <Find
        params={params}
        changes={changes}
        matches={matches}
        match={match}
        onNext={onNext}
      />
      <ToggleButton
        size="small"
        iconStart={<RiRouteLine />}
        isSelected={isTracing}
        onChange={onTrace}
        aria-label={t('trace.open')}
      >
        <span className={styles.word}>{t('trace.open')}</span>
      </ToggleButton>
      <Palette
        nodes={nodes}
        selected={params.selected}
        onGo={changes.select}
        wordClass={styles.word}
      />
      <Export onExport={onExport} />
    </div>
  );
}
