import { Text } from '@backstage/ui';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { LinkButton } from '../../components';
import { useTexts } from '../../translation';
import { ToldOf } from '../useConnectionsOf';
import { TopologyParamChanges } from '../useTopologyParams';
import { kindWord } from '../words';
import styles from './panel.module.css';

/** The ids of the policies that select a workload; undefined until they are known. */
export const policiesOf = (
  { id }: TopologyNode,
  { policy }: ToldOf,
): string[] | undefined =>
  policy?.workloads.find(workload => workload.id === id)?.policies;

/** The policies that select a workload. */
export function NodePolicies(props: {
  node: TopologyNode;
  told: ToldOf;
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  const { node, told, changes } = props;
  const ids = policiesOf(node, told);
  if (!ids || ids.length === 0) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t(ids ? 'panel.noPolicies' : 'panel.policiesUnknown')}
      </Text>
    );
  }
  return (
    <ul className={styles.plainList}>
      {ids.map(id => {
        const summary = told.policy?.policies.find(item => item.id === id);
        return (
          <li key={id}>
            <LinkButton onClick={() => changes.select(id)}>
              {summary ? `${kindWord(summary.kind, t)} ${summary.name}` : id}
            </LinkButton>{' '}
            <span className={styles.secondary}>
              {summary?.directions
                .map(direction => t(`panel.${direction}`))
                .join(', ')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
