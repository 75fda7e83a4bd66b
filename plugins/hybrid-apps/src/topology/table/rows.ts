import {
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { BadgesByNode, ShownBadge } from '../../extensions';
import { Translate } from '../../translation';
import { WORST_FIRST } from '../health';
import { Picture } from '../view';
import { factLine, kindWord, placeOf, saysHealth, statusWord } from '../words';

/** A node of the graph as a row. Its words are for whoever shows it: of thousands few are shown at once. */
export interface ComponentRow {
  id: string;
  node: TopologyNode;
  badges: readonly ShownBadge[];
}

/** An edge of the graph as a row, with what is at its ends. */
export interface ConnectionRow {
  id: string;
  edge: TopologyEdge;
  source?: TopologyNode;
  target?: TopologyNode;
}

/** What is said of a component. */
export const wordsOfComponent = (node: TopologyNode, t: Translate) => ({
  kind: kindWord(node.kind, t),
  status: saysHealth(node) ? statusWord(node, t) : undefined,
  facts: factLine(node),
  place: placeOf(node),
});

/** What is said of a connection. */
export function wordsOfConnection(
  { edge, source, target }: ConnectionRow,
  t: Translate,
) {
  const name = (node: TopologyNode | undefined, id: string) =>
    node ? `${kindWord(node.kind, t)} ${node.name}` : id;
  return {
    from: name(source, edge.source),
    relation: t(`relation.${edge.relation}`),
    to: name(target, edge.target),
    ports: edge.ports ?? '',
    because: edge.evidence.text,
  };
}

/** Where a health stands among all, the worst first. */
export const rankOf = ({ status }: TopologyNode) =>
  WORST_FIRST.indexOf(status.health);

/** The nodes of a picture: what is worst first, else workloads before what serves them. */
export function componentRows(
  { nodes }: Picture,
  badges: BadgesByNode | undefined,
  found: Set<string> | undefined,
): ComponentRow[] {
  return nodes
    .filter(({ id }) => !found || found.has(id))
    .sort((a, b) => rankOf(a) - rankOf(b))
    .map(node => ({
      id: node.id,
      node,
      badges: badges?.get(node.id) ?? [],
    }));
}

/** The edges of a picture; of a search, those that touch what it found. */
export function connectionRows(
  { nodes, edges }: Picture,
  found: Set<string> | undefined,
): ConnectionRow[] {
  const known = new Map(nodes.map(node => [node.id, node]));
  return edges
    .filter(
      ({ source, target }) => !found || found.has(source) || found.has(target),
    )
    .map(edge => ({
      id: edge.id,
      edge,
      source: known.get(edge.source),
      target: known.get(edge.target),
    }));
}

/** How well it is, and apart from that what else its card says, like the ports of a Service. */
function statusCells({ node, badges }: ComponentRow, t: Translate): string[] {
  const { status = '', facts } = wordsOfComponent(node, t);
  return [
    status,
    [facts, ...badges.map(({ text }) => text)].filter(Boolean).join(' · '),
  ];
}

const reachCell = ({ posture }: TopologyNode, t: Translate): string =>
  posture ? t(`posture.${posture.ingress}`) : '';

const verdictCell = ({ verdict }: TopologyEdge, t: Translate): string =>
  verdict ? t(`verdict.${verdict}`) : '';

/** Both tables in plain words; the first row of each are its headings. */
export function plainTables(
  picture: Picture,
  badges: BadgesByNode,
  t: Translate,
): Array<{ title: string; rows: string[][] }> {
  return [
    {
      title: t('topology.components'),
      rows: [
        [
          t('topology.column.component'),
          t('topology.column.kind'),
          t('topology.column.status'),
          t('topology.column.facts'),
          t('topology.column.reach'),
          t('topology.column.place'),
        ],
        ...componentRows(picture, badges, undefined).map(row => {
          const { kind, place } = wordsOfComponent(row.node, t);
          return [
            row.node.name,
            kind,
            ...statusCells(row, t),
            reachCell(row.node, t),
            place,
          ];
        }),
      ],
    },
    {
      title: t('topology.connections'),
      rows: [
        [
          t('topology.column.from'),
          t('topology.column.relation'),
          t('topology.column.to'),
          t('topology.column.ports'),
          t('topology.column.verdict'),
          t('topology.column.evidence'),
        ],
        ...connectionRows(picture, undefined).map(row => {
          const { from, relation, to, ports, because } = wordsOfConnection(
            row,
            t,
          );
          return [from, relation, to, ports, verdictCell(row.edge, t), because];
        }),
      ],
    },
  ];
}

/** Both tables as one sheet. */
export function topologyCsv(
  picture: Picture,
  badges: BadgesByNode,
  t: Translate,
): string[][] {
  return [
    [
      t('topology.column.component'),
      t('topology.column.kind'),
      t('topology.column.place'),
      t('topology.column.status'),
      t('topology.column.facts'),
      t('topology.column.reach'),
      t('topology.column.relation'),
      t('topology.column.to'),
      t('topology.column.ports'),
      t('topology.column.verdict'),
      t('topology.column.evidence'),
    ],
    ...componentRows(picture, badges, undefined).map(row => {
      const { node } = row;
      const words = wordsOfComponent(node, t);
      return [
        node.name,
        words.kind,
        words.place,
        ...statusCells(row, t),
        reachCell(node, t),
        '',
        '',
        '',
        '',
        node.reason.text,
      ];
    }),
    ...connectionRows(picture, undefined).map(row => {
      const words = wordsOfConnection(row, t);
      return [
        words.from,
        '',
        '',
        '',
        '',
        '',
        words.relation,
        words.to,
        words.ports,
        verdictCell(row.edge, t),
        words.because,
      ];
    }),
  ];
}
