import { MiniMap } from '@xyflow/react';
import { FrameNode, CardNode } from './elements';
import { GroupNode } from './groups';
import styles from './graph.module.css';

/** The colour of what stands in the map, as a token of Backstage UI. */
function colorOf(node: CardNode | FrameNode | GroupNode): string {
  if (node.type === 'frame') {
    return 'var(--bui-bg-neutral-2)';
  }
  const { found } = node.data;
  if (found) {
    return 'var(--bui-warning-fg-subdued)';
  }
  return node.type === 'card' && node.data.selected
    ? 'var(--bui-announcement-fg-subdued)'
    : 'var(--bui-fg-secondary)';
}

/**
 * Where in the picture one is; it can be dragged. Neither keyboard nor screen
 * reader come here: the table, Find and the arrow keys say and do the same.
 */
export function SmallMap() {
  return (
    <div
      aria-hidden
      // The wheel scrolls the page here, too.
      onWheelCapture={event => !event.ctrlKey && event.stopPropagation()}
    >
      <MiniMap<CardNode | FrameNode | GroupNode>
        className={styles.map}
        position="bottom-left"
        pannable
        ariaLabel={null}
        nodeColor={colorOf}
        nodeStrokeWidth={0}
        bgColor="var(--bui-bg-neutral-1)"
        maskColor="color-mix(in srgb, var(--bui-bg-app) 65%, transparent)"
        maskStrokeColor="var(--bui-fg-primary)"
        maskStrokeWidth={2}
      />
    </div>
  );
}
