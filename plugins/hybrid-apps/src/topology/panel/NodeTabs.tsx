import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ReactNode } from 'react';
import {
  ExtensionFailed,
  extensionsFor,
  TopologyPanelTab,
  TopologyTarget,
} from '../../extensions';
import { Timeline } from '../../history';
import { NodeMetrics } from '../../metrics';
import { consolesOf, NodeConsole } from '../../operations/consoles';
import { NodeLogs } from '../../operations/logs';
import { useTexts } from '../../translation';
import { topologyMessages } from '../../translations/en/topology';
import { ToldOf } from '../useConnectionsOf';
import { TopologyParamChanges, TopologyParams } from '../useTopologyParams';
import { isReal, isWorkload } from '../view';
import { NodeInside, tellsInside } from './inside';
import { NodeNetwork } from './NodeNetwork';
import { NodeOverview } from './NodeOverview';
import { NodePolicies, policiesOf } from './NodePolicies';
import { NodeWhy } from './NodeWhy';
import { NodeYaml } from './NodeYaml';
import styles from './panel.module.css';

interface NodeTabsProps {
  target: TopologyTarget;
  topology: Topology;
  told: ToldOf;
  params: TopologyParams;
  changes: TopologyParamChanges;
  /** The tabs of other plugins. */
  added: readonly TopologyPanelTab[];
}

interface ShownTab {
  /** Is in the URL. */
  id: string;
  title: string;
  content: ReactNode;
}

interface OwnTab extends Omit<ShownTab, 'title'> {
  id: keyof (typeof topologyMessages)['panel']['tab'];
  isThere: boolean;
  /** Of how many it tells. */
  count?: number;
}

/** The plugin's own tabs that have something to say of a node. */
function useOwnTabs(props: NodeTabsProps): ShownTab[] {
  const t = useTexts();
  const { topology, told, params, changes } = props;
  const { node } = props.target;
  const real = isReal(node);
  const consoles = consolesOf(node);
  const tabs: OwnTab[] = [
    {
      id: 'overview',
      isThere: true,
      content: (
        <NodeOverview
          node={node}
          topology={topology}
          told={told}
          changes={changes}
        />
      ),
    },
    {
      id: 'inside',
      isThere: tellsInside(node),
      content: <NodeInside node={node} params={params} changes={changes} />,
    },
    {
      id: 'network',
      isThere: isWorkload(node) || node.category === 'network',
      content: (
        <NodeNetwork node={node} topology={topology} changes={changes} />
      ),
    },
    {
      id: 'console',
      isThere: consoles.includes('serial'),
      content: <NodeConsole key={node.id} node={node} />,
    },
    {
      id: 'shell',
      isThere: consoles.includes('exec'),
      content: <NodeConsole key={node.id} node={node} />,
    },
    {
      id: 'logs',
      isThere: real && isWorkload(node),
      content: <NodeLogs key={node.id} id={node.id} name={node.name} />,
    },
    {
      id: 'metrics',
      isThere: real && isWorkload(node),
      content: <NodeMetrics key={node.id} node={node} />,
    },
    {
      id: 'timeline',
      isThere: real,
      content: <Timeline key={node.id} of={node} />,
    },
    {
      id: 'yaml',
      // The portal never reads what is in a Secret.
      isThere: real && node.kind !== 'Secret',
      content: <NodeYaml node={node} params={params} changes={changes} />,
    },
    {
      id: 'policies',
      isThere: isWorkload(node),
      count: policiesOf(node, told)?.length,
      content: <NodePolicies node={node} told={told} changes={changes} />,
    },
    {
      id: 'why',
      isThere: true,
      content: <NodeWhy node={node} />,
    },
  ];
  return tabs
    .filter(({ isThere }) => isThere)
    .map(({ id, count, content }) => {
      const title = t(`panel.tab.${id}`);
      return {
        id,
        title: count === undefined ? title : `${title} (${count})`,
        content,
      };
    });
}

/** A tab's place in the URL: its extension's id without the kind, which says nothing there. */
const inUrl = (id: string) => id.slice(id.indexOf(':') + 1);

/** The details of a node: the plugin's own tabs, then those of others. */
export function NodeTabs(props: NodeTabsProps) {
  const { target, params, changes, added } = props;
  const own = useOwnTabs(props);
  const { those, failed } = extensionsFor(added, target.node);
  const tabs = [
    ...own,
    ...those.map(({ id, title, Content }) => ({
      id: inUrl(id),
      title,
      // What went wrong with one node may go well with the next.
      content: <Content key={target.node.id} {...target} />,
    })),
  ];
  const shown = tabs.some(({ id }) => id === params.tab)
    ? params.tab
    : 'overview';
  return (
    <>
      {failed.map(failure => (
        <ExtensionFailed key={failure.id} {...failure} />
      ))}
      <Tabs
        className={styles.tabs}
        selectedKey={shown}
        onSelectionChange={key => changes.openTab(String(key))}
      >
        <TabList>
          {tabs.map(({ id, title }) => (
            <Tab key={id} id={id}>
              {title}
            </Tab>
          ))}
        </TabList>
        {tabs.map(({ id, content }) => (
          <TabPanel key={id} id={id} className={styles.body}>
            {content}
          </TabPanel>
        ))}
      </Tabs>
    </>
  );
}
