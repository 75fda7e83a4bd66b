import { Button, Text } from '@backstage/ui';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { EmptyState } from '../components';
import { useTexts } from '../translation';
import { kindWord } from './words';
import styles from './topology.module.css';

/** Says that one node with what it is connected with is shown alone, and leads out of that. */
export function Around(props: {
  node: TopologyNode | undefined;
  /** Whether there is anything to show of it. */
  isShown: boolean;
  onEnd: () => void;
}) {
  const { node, isShown, onEnd } = props;
  const t = useTexts();
  const end = (
    <Button size="small" variant="secondary" onPress={onEnd}>
      {t('topology.showAll')}
    </Button>
  );
  if (!node || !isShown) {
    return (
      <EmptyState title={t('topology.empty')}>
        {t('topology.aroundGone')} {end}
      </EmptyState>
    );
  }
  return (
    <div className={styles.around}>
      <Text variant="body-small" role="status">
        {t('topology.around', {
          component: `${kindWord(node.kind, t)} ${node.name}`,
        })}
      </Text>
      {end}
    </div>
  );
}
