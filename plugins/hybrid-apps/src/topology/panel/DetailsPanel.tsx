import { ButtonIcon, Text } from '@backstage/ui';
import {
  Topology,
  TopologyEdge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiCloseLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { useApp } from '../../api';
import { CategoryIcon } from '../../components';
import { TopologyExtensions } from '../../extensions';
import { ActLines } from '../../operations/acts';
import { useTexts } from '../../translation';
import { NodeActs } from '../acts';
import { ToldOf } from '../useConnectionsOf';
import { TopologyParamChanges, TopologyParams } from '../useTopologyParams';
import { kindWord, placeOf } from '../words';
import { EdgeDetails } from './EdgeDetails';
import { NodeTabs } from './NodeTabs';
import styles from './panel.module.css';

interface DetailsPanelProps {
  /** The id of a node or an edge. */
  id: string;
  topology: Topology;
  /** What else the line of a selected edge tells. */
  beside: readonly TopologyEdge[];
  told: ToldOf;
  params: TopologyParams;
  changes: TopologyParamChanges;
  extensions: TopologyExtensions;
  onClose: () => void;
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
  const { id, topology, beside, told, params, changes, extensions, onClose } =
    props;
  const { entityRef } = useApp();
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
        <div className={styles.names}>
          <h3 ref={heading} tabIndex={-1} title={name}>
            {name}
          </h3>
          {node && (
            <Text variant="body-small" color="secondary">
              {[kindWord(node.kind, t), placeOf(node)]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          )}
        </div>
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiCloseLine />}
          aria-label={t('panel.close')}
          onPress={onClose}
        />
      </header>
      {node && (
        <>
          <NodeActs
            acts={extensions.acts}
            target={{ node, entityRef }}
            changes={changes}
          />
          <ActLines object={node.id} />
          <NodeTabs
            target={{ node, entityRef }}
            topology={topology}
            told={told}
            params={params}
            changes={changes}
            added={extensions.panelTabs}
          />
        </>
      )}
      {edge && (
        <div className={styles.body}>
          <EdgeDetails
            edge={edge}
            beside={beside}
            topology={topology}
            changes={changes}
          />
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
