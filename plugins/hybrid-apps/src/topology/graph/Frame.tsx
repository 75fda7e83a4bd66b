import { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTexts } from '../../translation';
import { frameText } from '../grouping';
import { FrameNode } from './elements';
import styles from './graph.module.css';

/** The frame around what is in one namespace or cluster. */
export const Frame = memo(({ data }: NodeProps<FrameNode>) => {
  const t = useTexts();
  return data.label ? (
    <div className={styles.frame} data-frame={data.label}>
      <span className={styles.frameLabel}>{frameText(data.label, t)}</span>
    </div>
  ) : null;
});
