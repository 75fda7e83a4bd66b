import {
  createFrontendPlugin,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  TopologyActBlueprint,
  TopologyBadgeBlueprint,
  TopologyPanelTabBlueprint,
} from '@hybrid-apps/backstage-plugin-hybrid-apps';
import { RiTerminalLine, RiUserLine } from '@remixicon/react';
import { runbookTranslationRef } from './texts';

/** A tab for all that runs: what to do when it does not. */
const runbookTab = TopologyPanelTabBlueprint.make({
  name: 'steps',
  params: {
    title: 'Runbook',
    filter: { category: { $in: ['vm', 'container'] } },
    loader: () => import('./RunbookTab').then(m => m.RunbookTab),
  },
});

/** An act on VMs, which cannot be done while there is nothing to log in to. */
const sshAct = TopologyActBlueprint.make({
  name: 'ssh',
  params: {
    filter: { category: 'vm' },
    useProps: ({ node }) => {
      const { t } = useTranslationRef(runbookTranslationRef);
      const address = node.facts.addresses?.[0];
      return {
        label: t('copySsh'),
        icon: <RiTerminalLine />,
        unavailable: address ? undefined : t('noAddress'),
        // Where the browser refuses, its reason is told below the button.
        onSelect: () => navigator.clipboard.writeText(`ssh ${address}`),
      };
    },
  },
});

/** A badge on workloads of which there is one copy alone. */
const singleBadge = TopologyBadgeBlueprint.make({
  name: 'single',
  params: {
    filter: { category: 'container' },
    badge: ({ facts }) =>
      facts.replicas?.desired === 1
        ? {
            text: 'one copy',
            icon: <RiUserLine />,
            tone: 'warning',
            description: 'Nothing takes over while it starts anew',
          }
        : undefined,
  },
});

export const runbookPlugin = createFrontendPlugin({
  pluginId: 'runbook',
  extensions: [runbookTab, sshAct, singleBadge],
});
