import { Handle, NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { CategoryIcon, HealthStatus, PostureMark } from '../../components';
import { useTexts } from '../../translation';
import { factLine, kindWord, saysHealth, statusWord } from '../words';
import { CardNode } from './elements';
import styles from './graph.module.css';

/** A component of the app. The whole card is the button that opens its details. */
export const NodeCard = memo(({ data }: NodeProps<CardNode>) => {
  const t = useTexts();
  const { node, emphasis, selected, found, onSelect } = data;
  const facts = factLine(node);
  return (
    <>
      {/* Wires end here; nobody draws new ones. */}
      <Handle id="in" type="target" position={Position.Left} />
      <Handle id="out" type="source" position={Position.Right} />
      <Handle id="back-in" type="target" position={Position.Right} />
      <Handle id="back-out" type="source" position={Position.Left} />
      <button
        type="button"
        className={`${styles.card} nopan`}
        data-category={node.category}
        data-emphasis={emphasis}
        data-found={found || undefined}
        data-node={node.id}
        aria-pressed={selected}
        onClick={() => onSelect(node.id)}
      >
        <span className={styles.category}>
          <CategoryIcon category={node.category} />
        </span>
        <span className={styles.lines}>
          <span className={styles.kind}>{kindWord(node.kind, t)}</span>
          <span className={styles.name} title={node.name}>
            {node.name}
          </span>
          <span className={styles.state}>
            {saysHealth(node) && (
              <HealthStatus
                health={node.status.health}
                text={statusWord(node, t)}
              />
            )}
            {facts && (
              <span className={styles.facts} title={facts}>
                {facts}
              </span>
            )}
          </span>
        </span>
        {node.posture && (
          <PostureMark posture={node.posture.ingress} iconOnly />
        )}
      </button>
    </>
  );
});
