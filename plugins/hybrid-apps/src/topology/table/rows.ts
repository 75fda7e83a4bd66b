import {
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { BadgesByNode, ShownBadge } from '../../extensions';
import { Translate } from '../../translation';
import { Picture } from '../view';
import { factLine, kindWord, placeOf, saysHealth, statusWord } from '../words';

/** A node of the graph as a row. */
export interface ComponentRow {
  id: string;
  node: TopologyNode;
  kind: string;
  status?: string;
  facts: string;
  badges: readonly ShownBadge[];
  place: string;
}

/** An edge of the graph as a row. */
export interface ConnectionRow {
  id: string;
  edge: TopologyEdge;
  from: string;
  relation: string;
  to: string;
  ports: string;
  because: string;
}

/** The nodes of a picture, workloads before what serves them. */
export function componentRows(
  { nodes }: Picture,
  badges: BadgesByNode | undefined,
  found: Set<string> | undefined,
  t: Translate,
): ComponentRow[] {
  return nodes
    .filter(({ id }) => !found || found.has(id))
    .map(node => ({
      id: node.id,
      node,
      kind: kindWord(node.kind, t),
      status: saysHealth(node) ? statusWord(node, t) : undefined,
      facts: factLine(node),
      badges: badges?.get(node.id) ?? [],
      place: placeOf(node),
    }));
}

/** The edges of a picture; of a search, those that touch what it found. */
export function connectionRows(
  { nodes, edges }: Picture,
  found: Set<string> | undefined,
  t: Translate,
): ConnectionRow[] {
  const names = new Map(
    nodes.map(({ id, kind, name }) => [id, `${kindWord(kind, t)} ${name}`]),
  );
  return edges
    .filter(
      ({ source, target }) => !found || found.has(source) || found.has(target),
    )
    .map(edge => ({
      id: edge.id,
      edge,
      from: names.get(edge.source) ?? edge.source,
      relation: t(`relation.${edge.relation}`),
      to: names.get(edge.target) ?? edge.target,
      ports: edge.ports ?? '',
      because: edge.evidence.text,
    }));
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
      t('topology.column.reach'),
      t('topology.column.relation'),
      t('topology.column.to'),
      t('topology.column.ports'),
      t('topology.column.verdict'),
      t('topology.column.evidence'),
    ],
    ...componentRows(picture, badges, undefined, t).map(({ node, ...row }) => [
      node.name,
      row.kind,
      row.place,
      [row.status, row.facts, ...row.badges.map(({ text }) => text)]
        .filter(Boolean)
        .join(' · '),
      node.posture ? t(`posture.${node.posture.ingress}`) : '',
      '',
      '',
      '',
      '',
      node.reason.text,
    ]),
    ...connectionRows(picture, undefined, t).map(({ edge, ...row }) => [
      row.from,
      '',
      '',
      '',
      '',
      row.relation,
      row.to,
      row.ports,
      edge.verdict ? t(`verdict.${edge.verdict}`) : '',
      row.because,
    ]),
  ];
}
