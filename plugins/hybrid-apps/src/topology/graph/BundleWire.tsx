import { BaseEdge, EdgeLabelRenderer, EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTexts } from '../../translation';
import { bundleText, edgeColor } from './elements';
import { BundleEdge } from './groups';
import { LABEL_MAX_WIDTH } from './labels';
import { roundedPath } from './path';
import styles from './graph.module.css';

/** Several connections as one line; the button in its middle opens the groups at its ends. */
export const BundleWire = memo((props: EdgeProps<BundleEdge>) => {
  const t = useTexts();
  if (!props.data) {
    return null;
  }
  const { bundle, groups, source, target, points, label, emphasis, onOpen } =
    props.data;
  const { edges, verdict } = bundle;
  const text = bundleText(bundle);
  const sentence = [
    t('topology.bundle', { count: edges.length, source, target }),
    verdict && t('topology.worstVerdict', { verdict: t(`verdict.${verdict}`) }),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <>
      <g
        className={styles.wire}
        data-relation={edges.length > 1 ? 'bundle' : edges[0].relation}
        data-verdict={verdict}
        data-emphasis={emphasis}
      >
        <BaseEdge
          path={roundedPath(points)}
          markerEnd={props.markerEnd}
          interactionWidth={16}
          style={{ stroke: edgeColor(bundle) }}
        />
      </g>
      <EdgeLabelRenderer>
        <button
          type="button"
          // Alt and the arrow keys lead here, from the cards at its ends.
          tabIndex={-1}
          className={`${styles.wireLabel} nopan`}
          data-verdict={verdict}
          data-quiet={text ? undefined : true}
          data-emphasis={emphasis}
          data-edge={bundle.id}
          aria-label={sentence}
          title={sentence}
          style={{
            maxWidth: LABEL_MAX_WIDTH,
            transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)`,
          }}
          onClick={() => onOpen(groups)}
        >
          <span className={styles.wireText}>
            {verdict === 'uncertain' && <span aria-hidden>? </span>}
            {text}
          </span>
        </button>
      </EdgeLabelRenderer>
    </>
  );
});
