import {
  Button,
  Menu,
  MenuItem,
  MenuTrigger,
  SearchField,
  Select,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { useTexts } from '../translation';
import { TopologyParamChanges, TopologyParams } from './useTopologyParams';
import { GROUPINGS, isView, LAYERS, VIEWS } from './view';
import styles from './topology.module.css';

const GROUP_TEXTS = {
  namespace: 'topology.groupNamespace',
  cluster: 'topology.groupCluster',
  none: 'topology.groupNone',
} as const;

const EXPORTS = [
  ['csv', 'topology.exportCsv'],
  ['svg', 'topology.exportSvg'],
  ['png', 'topology.exportPng'],
] as const;

/** What a topology can be saved as. */
export type ExportFormat = (typeof EXPORTS)[number][0];

interface ToolbarProps {
  params: TopologyParams;
  changes: TopologyParamChanges;
  matches: number;
  onExport: (format: ExportFormat) => void;
}

/** How to look at the topology: as what, by what, how much of it. */
export function Toolbar({ params, changes, matches, onExport }: ToolbarProps) {
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
      <MenuTrigger>
        <Button size="small" variant="secondary" iconStart={<RiDownloadLine />}>
          {t('topology.export')}
        </Button>
        <Menu>
          {EXPORTS.map(([format, text]) => (
            <MenuItem key={format} onAction={() => onExport(format)}>
              {t(text)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
    </div>
  );
}
