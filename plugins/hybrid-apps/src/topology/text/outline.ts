import {
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../../translation';
import { DrawnPicture, tellsOf } from '../fold';
import { kindWord, placeOf } from '../words';

/** A node of a picture as a text has it. */
export interface TextNode {
  /** A word of ours, so that no name can be a keyword of the language. */
  id: string;
  label: string;
  category: TopologyNode['category'];
}

export interface TextGroup {
  id: string;
  label: string;
  nodes: TextNode[];
}

export interface TextEdge {
  source: TextNode;
  target: TextNode;
  label: string;
  /** Declared by somebody, and no way of traffic: drawn with dashes. */
  declared: boolean;
}

/** What a text says of a picture: what there is and how it hangs together, not how it is. */
export interface Outline {
  /** By cluster and namespace. */
  groups: TextGroup[];
  /** What is outside of all clusters. */
  outside: TextNode[];
  edges: TextEdge[];
}

/** By code points, so that it is the same in every language and browser. */
const inOrder =
  <T>(...keys: Array<(item: T) => string>) =>
  (a: T, b: T): number => {
    for (const key of keys) {
      if (key(a) !== key(b)) {
        return key(a) < key(b) ? -1 : 1;
      }
    }
    return 0;
  };

const nodeOrder = inOrder<TopologyNode>(
  ({ cluster }) => cluster,
  ({ namespace }) => namespace,
  ({ kind }) => kind,
  ({ name }) => name,
  ({ id }) => id,
);

const edgeLabel = ({ relation, ports }: TopologyEdge, t: Translate) =>
  [t(`relation.${relation}`), ports].filter(Boolean).join(' ');

const portsOf = ({ facts }: TopologyNode) =>
  facts.ports?.map(({ port }) => port).join(', ');

/** What a node is called, with the Services that stand on its card. */
const nodeLabel = (
  node: TopologyNode,
  chips: readonly TopologyNode[],
  t: Translate,
) =>
  [
    `${kindWord(node.kind, t)} ${node.name}`,
    ...chips.map(chip =>
      [chip.kind, chip.name, portsOf(chip)].filter(Boolean).join(' '),
    ),
  ].join(' - ');

/**
 * A picture in an order that hangs on nothing but what is in it, so that the
 * text of an app that did not change is the same, letter by letter.
 */
export function outlineOf(picture: DrawnPicture, t: Translate): Outline {
  const nodes = new Map<string, TextNode>();
  const groups = new Map<string, TextGroup>();
  const outside: TextNode[] = [];
  for (const node of [...picture.nodes].sort(nodeOrder)) {
    const text = {
      id: `n${nodes.size + 1}`,
      label: nodeLabel(node, picture.chips?.get(node.id) ?? [], t),
      category: node.category,
    };
    nodes.set(node.id, text);
    if (node.cluster === '') {
      outside.push(text);
    } else {
      const place = JSON.stringify([node.cluster, node.namespace]);
      const group = groups.get(place) ?? {
        id: `g${groups.size + 1}`,
        label: placeOf(node),
        nodes: [],
      };
      group.nodes.push(text);
      groups.set(place, group);
    }
  }
  const rank = new Map([...nodes.keys()].map((id, index) => [id, index]));
  const at = (id: string) => rank.get(id) ?? -1;
  const edges = [...picture.edges]
    .sort(
      (a, b) =>
        at(a.source) - at(b.source) ||
        at(a.target) - at(b.target) ||
        inOrder<TopologyEdge>(
          ({ relation }) => relation,
          ({ ports = '' }) => ports,
          ({ id }) => id,
        )(a, b),
    )
    .flatMap((edge): TextEdge[] => {
      const source = nodes.get(edge.source);
      const target = nodes.get(edge.target);
      return source && target
        ? [
            {
              source,
              target,
              label: [
                ...new Set(tellsOf(edge).map(each => edgeLabel(each, t))),
              ].join(' / '),
              declared: edge.relation === 'depends-on',
            },
          ]
        : [];
    });
  return { groups: [...groups.values()], outside, edges };
}
