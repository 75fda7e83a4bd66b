import {
  Health,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { DrawnEdge, DrawnPicture, tellsOf, worstVerdict } from '../fold';
import { healthOf } from '../health';
import { frameOf, Grouping } from '../grouping';
import { Picture } from '../view';
import { placeOf, saysHealth } from '../words';
import { workloadServed } from './components';

/** More cards than these at once nobody reads; what is above comes in groups. */
export const CARD_LIMIT = 60;

/** Nodes that stand behind one card. */
export interface Group {
  id: string;
  /**
   * What they have in common: their cluster and namespace; a workload that they
   * serve; that none or several workloads have them; that they had no room.
   */
  kind: 'place' | 'component' | 'shared' | 'more';
  /** Empty where the kind says all. */
  name: string;
  /** The label of the frame that the card stands in. */
  frame: string;
  open: boolean;
  members: TopologyNode[];
  health: Health;
}

/** Edges that are drawn as one line, since a group is at one end or at both. */
export interface Bundle {
  id: string;
  source: string;
  target: string;
  edges: TopologyEdge[];
  verdict: TopologyEdge['verdict'];
}

/** A picture of which no more is drawn than can be read. */
export interface CollapsedPicture extends DrawnPicture {
  groups: Group[];
  bundles: Bundle[];
  /** The label of the frame that a node's card stands in; unset where all are drawn. */
  frames?: ReadonlyMap<string, string>;
  /** The labels of frames, from top to bottom: what is opened comes last. */
  order?: readonly string[];
}

/** How a group is, by those of its members that say how they are. */
const healthOfGroup = (members: TopologyNode[]): Health => {
  const telling = members.filter(saysHealth);
  return healthOf(
    (telling.length > 0 ? telling : members).map(({ status }) => status.health),
  );
};

type Part = Pick<Group, 'id' | 'kind' | 'name' | 'members'> & {
  /** The label of the frame that is drawn around the members. */
  inside: string;
};

// By one locale: the order must be the same for all.
const names = new Intl.Collator('en', { numeric: true });

const byName = (a: Part, b: Part) =>
  names.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

function partsOf(
  members: TopologyNode[],
  partOf: (node: TopologyNode) => Omit<Part, 'members'>,
): Part[] {
  const parts = new Map<string, Part>();
  for (const node of members) {
    const part = partOf(node);
    const known = parts.get(part.id);
    if (known) {
      known.members.push(node);
    } else {
      parts.set(part.id, { ...part, members: [node] });
    }
  }
  return [...parts.values()].sort(byName);
}

/** What is outside of all clusters has no place, so each stands for itself. */
function placePart(node: TopologyNode, by: Grouping): Omit<Part, 'members'> {
  // Nobody reads so many cards, so that they come in groups all the same.
  const frame = frameOf(node, by === 'none' ? 'namespace' : by);
  const name = frame || node.name;
  const ofNamespace = `group:${node.cluster}/${node.namespace}`;
  const ofFrame = name === placeOf(node) ? ofNamespace : `group:${by}:${name}`;
  const id = node.cluster ? ofFrame : `group:${node.id}`;
  return { id, kind: 'place', name, inside: name };
}

const single = (node: TopologyNode): Part => ({
  id: node.id,
  kind: 'component',
  name: node.name,
  inside: '',
  members: [node],
});

/** Collects what is drawn, level by level. */
class Collector {
  readonly nodes = new Map<string, string>();
  readonly groups: Group[] = [];
  /** The frame around what is in a group, by its id. */
  readonly insides = new Map<string, string>();
  private readonly served: ReturnType<typeof workloadServed>;
  private readonly names: Map<string, string>;

  constructor(
    picture: Picture,
    private readonly by: Grouping,
    private readonly open: ReadonlySet<string>,
    private readonly keep: ReadonlySet<string>,
  ) {
    this.served = workloadServed(picture);
    this.names = new Map(picture.nodes.map(({ id, name }) => [id, name]));
  }

  private readonly placePart = (node: TopologyNode) => placePart(node, this.by);

  private readonly componentPart = (
    node: TopologyNode,
  ): Omit<Part, 'members'> => {
    const workload = this.served.get(node.id);
    const { id, inside } = this.placePart(node);
    const name = (workload && this.names.get(workload)) ?? '';
    return {
      id: `${id}|${workload ?? ''}`,
      kind: workload ? 'component' : 'shared',
      name,
      inside: [inside, name].filter(Boolean).join(' / '),
    };
  };

  private readonly holdsKept = ({ members }: Part) =>
    members.some(({ id }) => this.keep.has(id));

  private group(part: Omit<Part, 'inside'>, frame: string, open: boolean) {
    const health = healthOfGroup(part.members);
    const { id, kind, name, members } = part;
    this.groups.push({ id, kind, name, members, frame, open, health });
  }

  /** Draws as many parts as there is room for, those with what is kept first. */
  private draw(
    parts: Part[],
    level: number,
    parent: { id: string; inside: string },
    room: number,
  ) {
    const fits = parts.length <= room;
    const ordered = fits
      ? parts
      : [
          ...parts.filter(this.holdsKept),
          ...parts.filter(part => !this.holdsKept(part)),
        ];
    const shown = fits ? ordered : ordered.slice(0, room - 1);
    for (const part of shown) {
      if (part.members.length === 1) {
        this.nodes.set(part.members[0].id, parent.inside);
      } else {
        const open = this.open.has(part.id) || this.holdsKept(part);
        this.group(part, parent.inside, open);
        if (open) {
          this.insides.set(part.id, part.inside);
          this.show(part.members, level + 1, part, CARD_LIMIT);
        }
      }
    }
    if (!fits) {
      const members = ordered.slice(room - 1).flatMap(part => part.members);
      this.group(
        { id: `more:${parent.id}`, kind: 'more', name: '', members },
        parent.inside,
        false,
      );
    }
  }

  show(
    members: TopologyNode[],
    level: number,
    parent: { id: string; inside: string },
    room: number,
  ) {
    const partOf = [this.placePart, this.componentPart][level];
    if (!partOf || members.length <= room) {
      const parts = members.map(single);
      this.draw(parts.sort(byName), level, parent, room);
      return;
    }
    const parts = partsOf(members, partOf);
    const singles = parts.filter(part => part.members.length === 1);
    if (parts.length === singles.length + 1 && singles.length < room - 1) {
      // One group alone would tell nothing.
      const whole = parts.find(part => part.members.length > 1);
      this.draw(singles, level, parent, room);
      if (whole) {
        this.show(whole.members, level + 1, whole, room - singles.length);
      }
      return;
    }
    this.draw(parts, level, parent, room);
  }
}

/**
 * What is drawn of a picture. Above the limit its nodes come in groups, by
 * cluster and namespace unless told, those of a group above the limit by the workload that
 * they serve, and what has no room even so behind one card. Each node is drawn,
 * or a member of exactly one group that is closed; each edge is drawn, in one
 * bundle, or between members of the same closed group.
 *
 * @param by - What the groups are by.
 * @param open - The ids of the groups that are open.
 * @param keep - The ids of nodes that are drawn in any case, like the selected one.
 */
export function collapse(
  picture: DrawnPicture,
  by: Grouping,
  open: ReadonlySet<string>,
  keep: ReadonlySet<string> = new Set(),
): CollapsedPicture {
  if (picture.nodes.length <= CARD_LIMIT) {
    return { ...picture, groups: [], bundles: [] };
  }
  const { chips } = picture;
  const owners = new Map(
    [...(chips ?? [])].flatMap(([id, own]) => own.map(chip => [chip.id, id])),
  );
  const cards = new Set([...keep].map(id => owners.get(id) ?? id));
  const collector = new Collector(picture, by, open, cards);
  collector.show(picture.nodes, 0, { id: '', inside: '' }, CARD_LIMIT);
  const { nodes: frames } = collector;
  // What stands on a card that is behind a group is of the group as well.
  const groups = collector.groups.map(group => ({
    ...group,
    members: group.members.flatMap(node => [
      node,
      ...(chips?.get(node.id) ?? []),
    ]),
  }));
  const cardOf = new Map([...frames.keys()].map(id => [id, id]));
  for (const group of groups.filter(candidate => !candidate.open)) {
    group.members.forEach(({ id }) => cardOf.set(id, group.id));
  }
  const edges: DrawnEdge[] = [];
  const bundles = new Map<
    string,
    Pick<Bundle, 'source' | 'target' | 'edges'>
  >();
  for (const edge of picture.edges) {
    const source = cardOf.get(edge.source) ?? edge.source;
    const target = cardOf.get(edge.target) ?? edge.target;
    if (source === edge.source && target === edge.target) {
      edges.push(edge);
    } else if (source !== target) {
      const id = `bundle:${source}→${target}`;
      const bundle = bundles.get(id);
      if (bundle) {
        bundle.edges.push(...tellsOf(edge));
      } else {
        bundles.set(id, { source, target, edges: [...tellsOf(edge)] });
      }
    }
  }
  return {
    nodes: picture.nodes.filter(({ id }) => frames.has(id)),
    edges,
    chips,
    frames,
    order: [...open].flatMap(id => collector.insides.get(id) ?? []),
    groups,
    bundles: [...bundles].map(([id, bundle]) => ({
      id,
      ...bundle,
      verdict: worstVerdict(bundle.edges),
    })),
  };
}

/** The groups that must be open for a node to be drawn. */
export const groupsAround = (
  picture: DrawnPicture,
  by: Grouping,
  id: string,
): string[] =>
  collapse(picture, by, new Set(), new Set([id]))
    .groups.filter(({ open }) => open)
    .map(group => group.id);
