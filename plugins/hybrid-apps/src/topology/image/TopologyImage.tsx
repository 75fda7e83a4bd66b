import {
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { BadgesByNode } from '../../extensions';
import { Translate } from '../../translation';
import { edgesOf } from '../graph/elements';
import { LABEL_MAX_WIDTH } from '../graph/labels';
import { roundedPath } from '../graph/path';
import { CARD, Layout, sizeOf } from '../layout';
import { Picture } from '../view';
import { factLine, kindWord, saysHealth, statusWord } from '../words';

/** The colours of an image in a page, which follow its theme. */
export const TOKENS = {
  background: 'var(--bui-bg-app)',
  card: 'var(--bui-bg-neutral-1)',
  text: 'var(--bui-fg-primary)',
  secondary: 'var(--bui-fg-secondary)',
  line: 'var(--bui-fg-secondary)',
  denied: 'var(--bui-negative-fg-subdued)',
};

/** The colours of an image; one that stands alone has no tokens to take them from. */
export type Colors = typeof TOKENS;

const MARGIN = 24;
const HEALTH_SIGNS = {
  healthy: '✓',
  progressing: '↻',
  degraded: '▲',
  stopped: '■',
  unknown: '?',
  unjudged: '–',
};

/** A line that fits; an image has no room for more, and nobody to point at it. */
const cut = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

interface CardProps {
  node: TopologyNode;
  x: number;
  y: number;
  badges: string[];
  colors: Colors;
  t: Translate;
}

function Card({ node, x, y, badges, colors, t }: CardProps) {
  const facts = factLine(node);
  const health = saysHealth(node);
  const reach = node.posture && t(`posture.${node.posture.ingress}`);
  const first = [kindWord(node.kind, t), health && facts].filter(Boolean);
  const last = health
    ? [`${HEALTH_SIGNS[node.status.health]} ${statusWord(node, t)}`, reach]
    : [facts];
  return (
    <g transform={`translate(${x} ${y})`}>
      <title>{node.id}</title>
      <rect {...CARD} rx={8} fill={colors.card} stroke={colors.secondary} />
      {node.category === 'vm' && (
        <rect
          x={3}
          y={3}
          width={CARD.width - 6}
          height={CARD.height - 6}
          rx={6}
          fill="none"
          stroke={colors.secondary}
        />
      )}
      <text x={12} y={23} fontSize={12} fill={colors.secondary}>
        {cut(first.join(' · '), 30)}
      </text>
      <text x={12} y={43} fontSize={14} fontWeight="bold" fill={colors.text}>
        {cut(node.name, 23)}
      </text>
      <text x={12} y={62} fontSize={12} fill={colors.text}>
        {cut(last.filter(Boolean).join(' · '), 30)}
      </text>
      {badges.length > 0 && (
        <text
          x={CARD.width - 12}
          y={CARD.height + 4}
          fontSize={12}
          textAnchor="end"
          fill={colors.text}
          // A halo cuts the border, across which it stands.
          stroke={colors.background}
          strokeWidth={4}
          paintOrder="stroke"
        >
          {cut(badges.join(' · '), 30)}
        </text>
      )}
    </g>
  );
}

/** A picture with its layout as an SVG that stands alone. */
export function TopologyImage(props: {
  topology: Topology;
  picture: Picture;
  layout: Layout;
  badges?: BadgesByNode;
  colors: Colors;
  t: Translate;
}) {
  const { topology, picture, layout, badges, colors, t } = props;
  const wires = edgesOf({
    topology,
    picture,
    layout,
    found: new Set(),
    onSelect: () => {},
  }).flatMap(({ data }) => (data ? [data] : []));
  const size = sizeOf(layout);
  // Wires may lead around what stands at the side.
  const right = wires.flatMap(({ points }) => points.map(({ x }) => x));
  const width = Math.ceil(Math.max(size.width, ...right)) + 2 * MARGIN;
  const height = Math.ceil(size.height) + 2 * MARGIN;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`${-MARGIN} ${-MARGIN} ${width} ${height}`}
      fontFamily="system-ui, sans-serif"
    >
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 10 10"
          refX={9}
          refY={5}
          markerWidth={7}
          markerHeight={7}
          orient="auto"
        >
          <path d="M 0 0 L 10 5 L 0 10 z" fill={colors.line} />
        </marker>
      </defs>
      <rect
        x={-MARGIN}
        y={-MARGIN}
        width={width}
        height={height}
        fill={colors.background}
      />
      {layout.frames.map(({ label, ...box }) => (
        <g key={label}>
          <rect
            {...box}
            rx={12}
            fill="none"
            stroke={colors.secondary}
            strokeDasharray="4 3"
          />
          <text
            x={box.x + 16}
            y={box.y + 22}
            fontSize={12}
            fontWeight="bold"
            fill={colors.secondary}
          >
            {label}
          </text>
        </g>
      ))}
      {wires.map(({ edge, points }) => (
        <path
          key={edge.id}
          d={roundedPath(points)}
          fill="none"
          stroke={edge.verdict === 'denied' ? colors.denied : colors.line}
          strokeWidth={1.5}
          strokeDasharray={edge.relation === 'depends-on' ? '6 4' : undefined}
          markerEnd="url(#arrow)"
        />
      ))}
      {picture.nodes.map(node => {
        const position = layout.positions.get(node.id);
        return (
          position && (
            <Card
              key={node.id}
              node={node}
              {...position}
              badges={(badges?.get(node.id) ?? []).map(({ text }) => text)}
              colors={colors}
              t={t}
            />
          )
        );
      })}
      {wires.map(({ edge, label }) => {
        const text = [edge.verdict === 'denied' && '✕', edge.ports]
          .filter(Boolean)
          .join(' ');
        return (
          text && (
            <text
              key={edge.id}
              x={label.x}
              y={label.y + 4}
              fontSize={12}
              textAnchor="middle"
              fill={edge.verdict === 'denied' ? colors.denied : colors.text}
              // A halo keeps it legible where it lies on its wire.
              stroke={colors.background}
              strokeWidth={4}
              paintOrder="stroke"
            >
              {cut(text, Math.floor(LABEL_MAX_WIDTH / 6.5))}
            </text>
          )
        );
      })}
    </svg>
  );
}
