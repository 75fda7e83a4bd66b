import {
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { HealthStatus, LinkButton } from '../../components';
import { useTexts } from '../../translation';
import { TopologyParamChanges } from '../useTopologyParams';
import { kindWord } from '../words';
import { disksOf } from './disks';
import { Section } from './Facts';
import styles from './panel.module.css';

/** What a component keeps its data on, a line each; nothing where it keeps none. */
export function NodeDisks(props: {
  node: TopologyNode;
  topology: Topology;
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  const { node, topology, changes } = props;
  const disks = disksOf(node, topology);
  if (disks.length === 0) {
    return null;
  }
  return (
    <Section title={t('panel.storage')}>
      <ul className={styles.plainList}>
        {disks.map(({ name, size, storageClass, source, behind, ...disk }) => (
          <li key={`${name} ${behind?.id}`} className={styles.disk}>
            <span>
              <strong>{name}</strong>{' '}
              {[size, storageClass, source].filter(Boolean).join(' · ')}{' '}
              {behind && (
                <LinkButton
                  onClick={() =>
                    behind.isDrawn
                      ? changes.select(behind.id)
                      : changes.openTab('yaml', { object: behind.id })
                  }
                >
                  {`${kindWord(behind.kind, t)} ${behind.name}`}
                </LinkButton>
              )}{' '}
              <span className={styles.secondary}>
                {[
                  [disk.device, disk.bus].filter(Boolean).join(', '),
                  disk.bootOrder !== undefined &&
                    t('panel.boots', { n: String(disk.bootOrder) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {behind && (
              <HealthStatus
                health={behind.status.health}
                text={behind.status.reason}
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
