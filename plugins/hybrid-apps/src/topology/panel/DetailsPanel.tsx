import { ButtonIcon, Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import {
  PolicyStatus,
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiCloseLine } from '@remixicon/react';
import { ReactNode, useEffect, useRef } from 'react';
import { CategoryIcon } from '../../components';
import { useTexts } from '../../translation';
import {
  PANEL_TABS,
  PanelTab,
  TopologyParamChanges,
  TopologyParams,
} from '../useTopologyParams';
import { isWorkload } from '../view';
import { kindWord } from '../words';
import { EdgeDetails } from './EdgeDetails';
import { NodeDisks } from './NodeDisks';
import { NodeNetwork } from './NodeNetwork';
import { NodeEvents, NodeYaml } from './ObjectTabs';
import { NodeOverview } from './NodeOverview';
import styles from './panel.module.css';

interface DetailsPanelProps {
  /** The id of a node or an edge. */
  id: string;
  topology: Topology;
  policy: PolicyStatus | undefined;
  params: TopologyParams;
  changes: TopologyParamChanges;
  onClose: () => void;
}

/** The tabs that have something to say of a node. */
function tabsOf(node: TopologyNode): PanelTab[] {
  return PANEL_TABS.filter(tab => {
    switch (tab) {
      case 'network':
        return isWorkload(node) || node.category === 'network';
      case 'disks':
        return isWorkload(node);
      case 'events':
        return node.category !== 'external';
      case 'yaml':
        // The portal never reads what is in a Secret.
        return node.category !== 'external' && node.kind !== 'Secret';
      default:
        return true;
    }
  });
}

function NodeDetails(props: DetailsPanelProps & { node: TopologyNode }) {
  const t = useTexts();
  const { node, topology, policy, params, changes } = props;
  const tabs = tabsOf(node);
  const content: Record<PanelTab, ReactNode> = {
    overview: <NodeOverview node={node} policy={policy} changes={changes} />,
    network: <NodeNetwork node={node} topology={topology} changes={changes} />,
    disks: <NodeDisks node={node} topology={topology} changes={changes} />,
    events: <NodeEvents node={node} params={params} changes={changes} />,
    yaml: <NodeYaml node={node} params={params} changes={changes} />,
  };
  return (
    <Tabs
      className={styles.tabs}
      selectedKey={tabs.includes(params.tab) ? params.tab : 'overview'}
      onSelectionChange={key => {
        const tab = tabs.find(name => name === key);
        if (tab) {
          changes.openTab(tab);
        }
      }}
    >
      <TabList>
        {tabs.map(tab => (
          <Tab key={tab} id={tab}>
            {t(`panel.${tab}`)}
          </Tab>
        ))}
      </TabList>
      {tabs.map(tab => (
        <TabPanel key={tab} id={tab} className={styles.body}>
          {content[tab]}
        </TabPanel>
      ))}
    </Tabs>
  );
}

/** Takes the focus from what opened the panel, and gives it back in the end. */
function useBorrowedFocus(id: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    const active = document.activeElement;
    // Nothing has the focus where the URL opened the panel: leave it so.
    if (active && active !== document.body) {
      if (!heading.current?.closest('aside')?.contains(active)) {
        opener.current = active;
      }
      heading.current?.focus({ preventScroll: true });
    }
  }, [id]);
  useEffect(
    () => () => {
      if (opener.current instanceof HTMLElement) {
        opener.current.focus({ preventScroll: true });
      }
    },
    [],
  );
  return heading;
}

/** The details of what is selected, beside the graph or table. */
export function DetailsPanel(props: DetailsPanelProps) {
  const t = useTexts();
  const { id, topology, changes, onClose } = props;
  const node = topology.nodes.find(candidate => candidate.id === id);
  const edge = topology.edges.find(candidate => candidate.id === id);
  const heading = useBorrowedFocus(id);
  // The last part of an id is the object's name.
  const name =
    node?.name ??
    (edge ? t('panel.connection') : id.slice(id.lastIndexOf('/') + 1));
  return (
    <aside className={styles.panel} aria-label={t('panel.label', { name })}>
      <header className={styles.header}>
        {node && <CategoryIcon category={node.category} />}
        <h3 ref={heading} tabIndex={-1} title={name}>
          {name}
        </h3>
        {node && (
          <Text variant="body-small" color="secondary">
            {kindWord(node.kind, t)}
          </Text>
        )}
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiCloseLine />}
          aria-label={t('panel.close')}
          onPress={onClose}
        />
      </header>
      {node && <NodeDetails {...props} node={node} />}
      {edge && (
        <div className={styles.body}>
          <EdgeDetails edge={edge} topology={topology} changes={changes} />
        </div>
      )}
      {!node && !edge && (
        <div className={styles.body}>
          <Text as="p" weight="bold">
            {t('panel.gone')}
          </Text>
          <Text as="p" variant="body-small">
            {t('panel.goneHelp')}
          </Text>
        </div>
      )}
    </aside>
  );
}
