import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { BaseEdge, EdgeLabelRenderer, EdgeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { useTexts } from '../../translation';
import { EdgeEvidence } from '../EdgeEvidence';
import { tellsOf } from '../fold';
import { lineSentence } from '../words';
import { edgeColor, WireEdge } from './elements';
import { LABEL_MAX_WIDTH } from './labels';
import { roundedPath } from './path';
import styles from './graph.module.css';

/** Leaves a tenth of a wire out, to both sides of its label. */
function cutAt(share: number) {
  const before = share * 100 - 10;
  // Dashes in hundredths of the wire's length.
  return { pathLength: 100, strokeDasharray: `${before} 20 ${80 - before}` };
}

// The tooltip's own width is made for a word or two.
const TOOLTIP = { maxWidth: '26rem' };

/**
 * A connection. The button in its middle, which pointer and keyboard reach,
 * shows why it is there, and opens its details.
 */
export const Wire = memo((props: EdgeProps<WireEdge>) => {
  const t = useTexts();
  const [hovered, setHovered] = useState(false);
  const [asked, setAsked] = useState(false);
  if (!props.data) {
    return null;
  }
  const { edge, topology, points, label, emphasis, selected, onSelect } =
    props.data;
  const tells = tellsOf(edge);
  const sentence = lineSentence(tells, topology, t);
  return (
    <>
      <g
        className={styles.wire}
        data-relation={edge.relation}
        data-verdict={edge.verdict}
        data-emphasis={selected ? 'lit' : emphasis}
        onPointerEnter={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
      >
        <BaseEdge
          path={roundedPath(points)}
          markerEnd={props.markerEnd}
          interactionWidth={16}
          {...(edge.verdict === 'denied' && cutAt(label.share))}
          style={{ stroke: edgeColor(edge) }}
        />
      </g>
      <EdgeLabelRenderer>
        <TooltipTrigger
          delay={0}
          closeDelay={0}
          isOpen={asked || hovered}
          onOpenChange={setAsked}
        >
          {/* Alt and the arrow keys lead here, from the cards at its ends. */}
          <Focusable excludeFromTabOrder>
            <button
              type="button"
              className={`${styles.wireLabel} nopan`}
              data-verdict={edge.verdict}
              data-quiet={edge.ports ? undefined : true}
              data-emphasis={selected ? 'lit' : emphasis}
              data-edge={edge.id}
              data-source={edge.source}
              data-target={edge.target}
              aria-pressed={selected}
              aria-label={sentence}
              style={{
                maxWidth: LABEL_MAX_WIDTH,
                transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)`,
              }}
              onClick={() => onSelect(edge.id)}
            >
              <span className={styles.wireText}>
                {edge.verdict === 'denied' && <span aria-hidden>✕ </span>}
                {edge.verdict === 'uncertain' && <span aria-hidden>? </span>}
                {edge.ports}
              </span>
            </button>
          </Focusable>
          <Tooltip style={TOOLTIP}>
            <strong>{sentence}</strong>
            {tells.map(each => (
              <EdgeEvidence key={each.id} edge={each} topology={topology} />
            ))}
          </Tooltip>
        </TooltipTrigger>
      </EdgeLabelRenderer>
    </>
  );
});
