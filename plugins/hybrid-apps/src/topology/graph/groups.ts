import { Edge, MarkerType, Node } from '@xyflow/react';
import { ElkPoint } from 'elkjs/lib/elk-api';
import { Bundle, Group } from '../collapse';
import {
  edgeColor,
  Emphasis,
  emphasisOf,
  FOR_THE_EYE,
  GraphState,
  Lines,
  placed,
} from './elements';
import { LabelPlace } from './labels';

export type GroupNode = Node<
  {
    group: Group;
    /** How many of its members a search found. */
    found: number;
    /** Whether that of what was found that is shown stands behind it. */
    match: boolean;
    emphasis: Emphasis;
    onToggle: (group: Group) => void;
  },
  'parts'
>;
export type BundleEdge = Edge<
  {
    bundle: Bundle;
    /** The groups at its ends. */
    groups: Group[];
    /** The names of its ends. */
    source: string;
    target: string;
    points: ElkPoint[];
    label: LabelPlace;
    emphasis: Emphasis;
    onOpen: (groups: Group[]) => void;
  },
  'bundle'
>;

/** The cards of a picture's groups. */
export function groupsOf(state: GraphState): GroupNode[] {
  const { picture, layout, highlight, found, match, onToggle } = state;
  return (picture.groups ?? []).flatMap((group): GroupNode[] => {
    const place = layout.positions.get(group.id);
    const { id, members } = group;
    return place
      ? [
          {
            id,
            type: 'parts',
            ...placed(place),
            data: {
              group,
              found: members.filter(member => found.has(member.id)).length,
              match:
                !group.open && members.some(({ id: one }) => one === match),
              emphasis: emphasisOf(highlight?.nodes, members),
              onToggle,
            },
          },
        ]
      : [];
  });
}

/** The lines of a picture that stand for several. */
export function bundlesOf(
  state: GraphState,
  lines: Lines,
  nameOf: (group: Group) => string,
): BundleEdge[] {
  const { picture, highlight, onOpen } = state;
  const groups = new Map((picture.groups ?? []).map(each => [each.id, each]));
  const names = new Map([
    ...picture.nodes.map(({ id, name }) => [id, name] as const),
    ...[...groups.values()].map(each => [each.id, nameOf(each)] as const),
  ]);
  return (picture.bundles ?? []).flatMap((bundle): BundleEdge[] => {
    const { id, source, target, edges } = bundle;
    const line = lines.get(id);
    return line
      ? [
          {
            id,
            type: 'bundle',
            ...FOR_THE_EYE,
            source,
            target,
            markerEnd: {
              type: MarkerType.ArrowClosed,
              color: edgeColor(bundle),
              width: 16,
              height: 16,
            },
            data: {
              bundle,
              groups: [source, target].flatMap(end => groups.get(end) ?? []),
              source: names.get(source) ?? source,
              target: names.get(target) ?? target,
              ...line,
              emphasis: emphasisOf(highlight?.edges, edges),
              onOpen,
            },
          },
        ]
      : [];
  });
}
