import { Button, Text } from '@backstage/ui';
import {
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useTexts } from '../../translation';
import { TopologyParamChanges } from '../useTopologyParams';
import { kindWord } from '../words';
import { Facts, Section } from './Facts';
import styles from './panel.module.css';

/** What a component keeps its data on. */
export function NodeDisks(props: {
  node: TopologyNode;
  topology: Topology;
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  const { node, topology, changes } = props;
  const disks = node.facts.disks ?? [];
  const mounted = topology.edges
    .filter(
      ({ source, relation }) => source === node.id && relation === 'mounts',
    )
    .flatMap(({ target }) => topology.nodes.filter(({ id }) => id === target));
  if (disks.length === 0 && mounted.length === 0) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t('panel.noDisks')}
      </Text>
    );
  }
  return (
    <>
      {disks.map(({ name, source, size, ...disk }) => (
        <Section key={name} title={`${t('panel.disk')} ${name}`}>
          <Facts
            facts={[
              [t('panel.source'), source],
              [t('panel.diskSize'), size],
              [t('panel.storageClass'), disk.storageClass],
              [
                t('panel.device'),
                [disk.device, disk.bus].filter(Boolean).join(', '),
              ],
              [t('panel.bootOrder'), disk.bootOrder],
            ]}
          />
        </Section>
      ))}
      <ul className={styles.plainList}>
        {mounted.map(({ id, kind, name }) => (
          <li key={id}>
            <Button
              size="small"
              variant="tertiary"
              className={styles.link}
              onPress={() => changes.select(id)}
            >
              {`${kindWord(kind, t)} ${name}`}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
