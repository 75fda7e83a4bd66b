import { Text } from '@backstage/ui';
import {
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { LinkButton } from '../../components';
import { useTexts } from '../../translation';
import { TopologyParamChanges } from '../useTopologyParams';
import { edgeSentence } from '../words';
import { Facts, Section } from './Facts';
import styles from './panel.module.css';

/** The ways in and out of a component. */
export function NodeNetwork(props: {
  node: TopologyNode;
  topology: Topology;
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  const { node, topology, changes } = props;
  const { addresses, externalAddresses, ports, interfaces, hosts } = node.facts;
  const edges = topology.edges.filter(
    ({ source, target }) => source === node.id || target === node.id,
  );
  const nothing = !addresses && !ports && !interfaces && !hosts;
  return (
    <>
      {nothing && (
        <Text as="p" variant="body-small" color="secondary">
          {t('panel.noNetwork')}
        </Text>
      )}
      <Facts
        facts={[
          [t('panel.hosts'), hosts?.join(', ')],
          [t('panel.addresses'), addresses?.join(', ')],
          [t('panel.externalAddresses'), externalAddresses?.join(', ')],
          [
            t('panel.ports'),
            ports?.map(({ name, port, targetPort, protocol }) => (
              <div key={`${protocol}${port}`}>
                {`${protocol} ${port}`}
                {targetPort && targetPort !== String(port) && `→${targetPort}`}
                {name && ` (${name})`}
              </div>
            )),
          ],
        ]}
      />
      {interfaces?.map(entry => (
        <Section
          key={entry.name}
          title={`${t('panel.interfaces')}: ${entry.name}`}
        >
          <Facts
            facts={[
              [
                t('panel.networkName'),
                entry.network === 'pod' ? t('panel.pod') : entry.network,
              ],
              [t('panel.addresses'), entry.addresses?.join(', ')],
              [t('panel.binding'), entry.binding],
              [t('panel.mac'), entry.mac],
              [t('panel.model'), entry.model],
              [t('panel.coverage'), t(`panel.${entry.policyCoverage}`)],
            ]}
          />
        </Section>
      ))}
      {edges.length > 0 && (
        <Section title={t('panel.connections')}>
          <ul className={styles.plainList}>
            {edges.map(edge => (
              <li key={edge.id}>
                <LinkButton onClick={() => changes.select(edge.id)}>
                  {[
                    edgeSentence(edge, topology, t),
                    edge.ports && t('topology.onPorts', { ports: edge.ports }),
                    edge.verdict === 'denied' && `(${t('verdict.denied')})`,
                  ]
                    .filter(Boolean)
                    .join(' ')}
                </LinkButton>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
