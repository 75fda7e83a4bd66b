import {
  Health,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { BadgesByNode } from '../../extensions';
import { Translate } from '../../translation';
import { callersOf } from '../callers';
import { CollapsedPicture, Group } from '../collapse';
import { DrawnPicture, tellsOf } from '../fold';
import { bundleText, placedLines } from '../graph/elements';
import { LABEL_MAX_WIDTH } from '../graph/labels';
import { roundedPath } from '../graph/path';
import { frameText } from '../grouping';
import { groupContents, groupHealths, groupName } from '../groupWords';
import { Layout, Place, sizeOf } from '../layout';
import {
  chipPorts,
  factLine,
  kindWord,
  notesOf,
  saysHealth,
  statusWord,
} from '../words';

/** The colours of an image in a page, which follow its theme. */
export const TOKENS = {
  background: 'var(--bui-bg-app)',
  card: 'var(--bui-bg-neutral-1)',
  text: 'var(--bui-fg-primary)',
  secondary: 'var(--bui-fg-secondary)',
  line: 'var(--bui-fg-secondary)',
  denied: 'var(--bui-negative-fg-subdued)',
};

/** The colours of an image on paper, whatever the page has. */
export const PAPER = {
  background: 'white',
  card: 'white',
  text: 'black',
  secondary: '#4d4d4d',
  line: '#4d4d4d',
  denied: '#b00020',
};

/** The colours of an image; one that stands alone has no tokens to take them from. */
export type Colors = typeof TOKENS;

const MARGIN = 24;
const HEALTH_SIGNS: Record<Health, string> = {
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

/** About how many letters of a size have room in a card. */
const lettersIn = (width: number, fontSize: number) =>
  Math.floor((width - 24) / (fontSize * 0.56));

/** What lines take in a card, in pixels. */
const HEIGHTS = { three: 76, four: 92, chips: 34 };

interface CardProps {
  id: string;
  place: Place;
  /** From top to bottom; the second is what it is called. */
  lines: [first: string, name: string, state: string, notes?: string];
  doubled: boolean;
  /** The Services that stand on it. */
  chips: string[];
  badges: string[];
  colors: Colors;
}

/** So many Services are named on a card. */
const MOST_CHIPS = 2;

function Card(props: CardProps) {
  const { id, place, lines, doubled, chips, badges, colors } = props;
  const { x, y, width, height } = place;
  const [first, name, last, notes] = lines;
  // In the middle, whether there are three lines or four.
  const room = chips.length > 0 ? height - HEIGHTS.chips : height;
  const top = (room - (notes ? HEIGHTS.four : HEIGHTS.three)) / 2;
  const small = lettersIn(width, 12);
  return (
    <g transform={`translate(${x} ${y})`}>
      <title>{id}</title>
      <rect
        width={width}
        height={height}
        rx={8}
        fill={colors.card}
        stroke={colors.secondary}
      />
      {doubled && (
        <rect
          x={3}
          y={3}
          width={width - 6}
          height={height - 6}
          rx={6}
          fill="none"
          stroke={colors.secondary}
        />
      )}
      <text x={12} y={top + 23} fontSize={12} fill={colors.secondary}>
        {cut(first, small)}
      </text>
      <text
        x={12}
        y={top + 43}
        fontSize={14}
        fontWeight="bold"
        fill={colors.text}
      >
        {cut(name, lettersIn(width, 14))}
      </text>
      <text x={12} y={top + 62} fontSize={12} fill={colors.text}>
        {cut(last, small)}
      </text>
      {notes && (
        <text x={12} y={top + 79} fontSize={12} fill={colors.secondary}>
          {cut(notes, small)}
        </text>
      )}
      {chips.length > 0 && (
        <>
          <line
            x1={12}
            x2={width - 12}
            y1={room}
            y2={room}
            stroke={colors.secondary}
            strokeWidth={0.5}
          />
          <text x={12} y={room + 19} fontSize={12} fill={colors.text}>
            {cut(
              [
                ...chips.slice(0, MOST_CHIPS).map(chip => `⇄ ${chip}`),
                ...(chips.length > MOST_CHIPS
                  ? [`+${chips.length - MOST_CHIPS}`]
                  : []),
              ].join('  '),
              small,
            )}
          </text>
        </>
      )}
      {badges.length > 0 && (
        <text
          x={width - 12}
          y={height + 4}
          fontSize={12}
          textAnchor="end"
          fill={colors.text}
          // A halo cuts the border, across which it stands.
          stroke={colors.background}
          strokeWidth={4}
          paintOrder="stroke"
        >
          {cut(badges.join(' · '), small)}
        </text>
      )}
    </g>
  );
}

const joined = (...parts: Array<string | false | undefined>) =>
  parts.filter(Boolean).join(' · ');

function linesOfNode(
  node: TopologyNode,
  callers: number | undefined,
  t: Translate,
): CardProps['lines'] {
  const facts = factLine(node);
  const health = saysHealth(node);
  const reach = node.posture && t(`posture.${node.posture.ingress}`);
  return [
    joined(kindWord(node.kind, t), health && facts),
    node.name,
    health
      ? joined(
          `${HEALTH_SIGNS[node.status.health]} ${statusWord(node, t)}`,
          reach,
        )
      : facts,
    joined(...notesOf(node, callers, t)),
  ];
}

const linesOfGroup = (group: Group, t: Translate): CardProps['lines'] => [
  groupContents(group, t),
  groupName(group, t),
  `${HEALTH_SIGNS[group.health]} ${groupHealths(group, t)}`,
];

/** A picture, whole or with groups. */
type Drawn = DrawnPicture & Partial<CollapsedPicture>;

/** Lines of a picture, single and bundled, as far as there is a way for them. */
function wiresOf(picture: Drawn, layout: Layout) {
  const lines = placedLines({ picture, layout });
  return [
    ...picture.edges.map(({ id, verdict, relation, ports }) => ({
      id,
      verdict,
      width: 1.5,
      dashes: relation === 'depends-on' ? '6 4' : undefined,
      text: joined(verdict === 'denied' && '✕', ports).replace(' · ', ' '),
    })),
    ...(picture.bundles ?? []).map(bundle => ({
      id: bundle.id,
      verdict: bundle.verdict,
      width: bundle.edges.length > 1 ? 2.5 : 1.5,
      dashes: undefined,
      text: bundleText(bundle),
    })),
  ].flatMap(wire => {
    const line = lines.get(wire.id);
    return line ? [{ ...wire, ...line }] : [];
  });
}

/** A picture with its layout as an SVG that stands alone. */
export function TopologyImage(props: {
  picture: Drawn;
  layout: Layout;
  badges?: BadgesByNode;
  colors: Colors;
  t: Translate;
}) {
  const { picture, layout, badges, colors, t } = props;
  const wires = wiresOf(picture, layout);
  const callers = callersOf({
    // From card to card: whom one calls by a Service that stands on its card.
    edges: picture.edges.flatMap(line =>
      tellsOf(line).map(edge => ({
        ...edge,
        source: line.source,
        target: line.target,
      })),
    ),
  });
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
      {layout.frames
        .filter(({ label }) => label)
        .map(({ label, ...box }) => (
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
              {frameText(label, t)}
            </text>
          </g>
        ))}
      {wires.map(({ id, points, verdict, width: strokeWidth, dashes }) => (
        <path
          key={id}
          d={roundedPath(points)}
          fill="none"
          stroke={verdict === 'denied' ? colors.denied : colors.line}
          strokeWidth={strokeWidth}
          strokeDasharray={dashes}
          markerEnd="url(#arrow)"
        />
      ))}
      {[
        ...picture.nodes.map(node => ({
          id: node.id,
          lines: linesOfNode(node, callers.get(node.id), t),
          doubled: node.category === 'vm',
          chips: (picture.chips?.get(node.id) ?? []).map(chip =>
            `${chip.name} ${chipPorts(chip)}`.trim(),
          ),
        })),
        ...(picture.groups ?? []).map(group => ({
          id: group.id,
          lines: linesOfGroup(group, t),
          doubled: false,
          chips: [],
        })),
      ].map(card => {
        const place = layout.positions.get(card.id);
        return (
          place && (
            <Card
              key={card.id}
              {...card}
              place={place}
              badges={[card, ...(picture.chips?.get(card.id) ?? [])].flatMap(
                ({ id }) => (badges?.get(id) ?? []).map(({ text }) => text),
              )}
              colors={colors}
            />
          )
        );
      })}
      {wires.map(
        ({ id, label, text, verdict }) =>
          text && (
            <text
              key={id}
              x={label.x}
              y={label.y + 4}
              fontSize={12}
              textAnchor="middle"
              fill={verdict === 'denied' ? colors.denied : colors.text}
              // A halo keeps it legible where it lies on its wire.
              stroke={colors.background}
              strokeWidth={4}
              paintOrder="stroke"
            >
              {cut(text, Math.floor(LABEL_MAX_WIDTH / 6.5))}
            </text>
          ),
      )}
    </svg>
  );
}
