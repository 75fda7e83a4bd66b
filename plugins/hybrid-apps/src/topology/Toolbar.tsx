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
  ToggleButtonGroup,
} from '@backstage/ui';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiDownloadLine, RiRouteLine } from '@remixicon/react';
import { useTexts } from '../translation';
import { ExportFormat } from './saveTopology';
import { TopologyParamChanges, TopologyParams } from './useTopologyParams';
import { choicesOf, Facet } from './filter';
import { GROUPINGS } from './grouping';
import { isView, LAYERS, VIEWS } from './view';
import { healthWord, kindWord } from './words';
import styles from './topology.module.css';

const GROUP_TEXTS = {
  namespace: 'topology.groupNamespace',
  cluster: 'topology.groupCluster',
  component: 'topology.groupComponent',
  node: 'topology.groupNode',
  none: 'topology.groupNone',
} as const;

const FACET_TEXTS = {
  health: 'topology.facetHealth',
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
  /** Whether the way of a request is asked for. */
  isTracing: boolean;
  onTrace: () => void;
  onExport: (format: ExportFormat) => void;
}

/** Of which health, kind and cluster what is shown is. */
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
  return sections.length > 0 ? (
    <Select
      size="small"
      selectionMode="multiple"
      aria-label={t('topology.only')}
      placeholder={t('topology.all')}
      options={sections}
      value={[...only]}
      onChange={keys => changes.setOnly(keys.map(String))}
    />
  ) : null;
}

/** How to look at the topology: as what, by what, how much of it. */
export function Toolbar(props: ToolbarProps) {
  const { params, changes, nodes, matches, isTracing, onTrace, onExport } =
    props;
  const t = useTexts();
  return (
    <div className={styles.toolbar}>
      <ToggleButtonGroup
        aria-label={t('topology.view')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[params.view]}
        onSelectionChange={keys => {
          const [view] = keys;
          if (isView(view)) {
            changes.setView(view);
          }
        }}
      >
        {VIEWS.map(view => (
          <ToggleButton key={view} id={view} size="small">
            {t(`topology.${view}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {params.view === 'graph' && (
        <div className={styles.labelled}>
          <Text id="hybrid-apps-group" variant="body-small" color="secondary">
            {t('topology.group')}
          </Text>
          <Select
            size="small"
            aria-labelledby="hybrid-apps-group"
            options={GROUPINGS.map(id => ({ id, label: t(GROUP_TEXTS[id]) }))}
            selectedKey={params.group}
            onSelectionChange={key => {
              const group = GROUPINGS.find(id => id === key);
              if (group) {
                changes.setGroup(group);
              }
            }}
          />
        </div>
      )}
      <div className={styles.labelled}>
        <Text variant="body-small" color="secondary" aria-hidden>
          {t('topology.show')}
        </Text>
        <ToggleButtonGroup
          aria-label={t('topology.show')}
          selectionMode="multiple"
          selectedKeys={params.layers}
          onSelectionChange={keys =>
            changes.setLayers(LAYERS.filter(layer => keys.has(layer)))
          }
        >
          {LAYERS.map(layer => (
            <ToggleButton key={layer} id={layer} size="small">
              {t(`topology.${layer}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      <Filter params={params} changes={changes} nodes={nodes} />
      <div className={styles.find}>
        <SearchField
          size="small"
          aria-label={t('topology.find')}
          placeholder={t('topology.find')}
          value={params.find}
          onChange={changes.setFind}
        />
        <Text variant="body-small" color="secondary" role="status">
          {params.find && t('topology.found', { count: matches })}
        </Text>
      </div>
      <ToggleButton
        size="small"
        iconStart={<RiRouteLine />}
        isSelected={isTracing}
        onChange={onTrace}
      >
        {t('trace.open')}
      </ToggleButton>
      <MenuTrigger>
        <Button size="small" variant="secondary" iconStart={<RiDownloadLine />}>
          {t('topology.export')}
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
    </div>
  );
}
