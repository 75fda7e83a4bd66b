import { Text } from '@backstage/ui';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useTexts } from '../../translation';
import styles from './panel.module.css';

/** Why a component belongs to the app, and by whose rule it is judged. */
export function NodeWhy({ node }: { node: TopologyNode }) {
  const t = useTexts();
  const { reason, status } = node;
  return (
    <>
      <Text as="p" variant="body-medium">
        {reason.text}
      </Text>
      {reason.fieldPath && <code>{reason.fieldPath}</code>}
      {status.source && (
        <p className={styles.secondary}>
          {t('panel.judgedBy', { source: status.source })}
        </p>
      )}
    </>
  );
}
