import { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { FrameNode } from './elements';
import styles from './graph.module.css';

/** The frame around what is in one namespace or cluster. */
export const Frame = memo(({ data }: NodeProps<FrameNode>) =>
  data.label ? (
    <div className={styles.frame} data-frame={data.label}>
      <span className={styles.frameLabel}>{data.label}</span>
    </div>
  ) : null,
);
