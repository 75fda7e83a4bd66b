import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../translation';
import { placeOf } from './words';

/** What cards may stand together by. */
export const GROUPINGS = [
  'namespace',
  'cluster',
  'component',
  'zone',
  'node',
  'none',
] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A frame that names more of them would be wider than what it holds. */
const MOST_NODES = 3;

/** Stands last in the name of a frame, for zones that nobody tells. No label of a node reads so. */
const UNKNOWN_ZONE = '?';

type Facts = TopologyNode['facts'];

/** What is told of what it runs as: itself, or the Pods that it stands for. */
const factsOf = ({ facts, members }: TopologyNode): Facts[] => [
  facts,
  ...members.flatMap(one => one.facts ?? []),
];

/** Each once, in an order that does not change by itself. */
const distinct = (names: string[]) => [...new Set(names)].sort();

/** The nodes of the cluster that it runs on. */
const runOn = (node: TopologyNode): string[] =>
  distinct(factsOf(node).flatMap(facts => facts.node ?? []));

/** The zones of these nodes. */
function zonesOf(node: TopologyNode): string[] {
  const placed = factsOf(node).filter(facts => facts.node !== undefined);
  const zones = distinct(placed.flatMap(({ zone }) => zone ?? []));
  return placed.some(({ zone }) => zone === undefined)
    ? [...zones, UNKNOWN_ZONE]
    : zones;
}

function nodesLabel(names: string[]): string {
  const told = names.slice(0, MOST_NODES).join(', ');
  return names.length > MOST_NODES
    ? `${told} + ${names.length - MOST_NODES}`
    : told;
}

/** An entity's name within its frame: the whole reference says nothing more to a reader. */
const entityName = (entityRef: string) =>
  entityRef.slice(entityRef.lastIndexOf('/') + 1);

/**
 * The name of the frame that a node stands in; undefined for what is outside of
 * all clusters. What has no component, or runs on no node, stands with its
 * namespace; what runs in several zones stands in a frame of these.
 */
export function frameOf(node: TopologyNode, by: Grouping): string | undefined {
  if (by === 'none') {
    return '';
  }
  const { category, cluster, entityRef } = node;
  if (category === 'external' || !cluster) {
    return undefined;
  }
  switch (by) {
    case 'cluster':
      return cluster;
    case 'component':
      return entityRef ? entityName(entityRef) : placeOf(node);
    case 'zone': {
      const zones = zonesOf(node);
      return zones.length > 0
        ? `${cluster} / ${zones.join(', ')}`
        : placeOf(node);
    }
    case 'node': {
      const names = runOn(node);
      return names.length > 0
        ? `${cluster} / ${nodesLabel(names)}`
        : placeOf(node);
    }
    default:
      return placeOf(node);
  }
}

/** The name of a frame as it is read. */
export const frameText = (label: string, t: Translate): string =>
  label.replace(/(^| \/ |, )\?(?= \/ |$)/, `$1${t('topology.zoneUnknown')}`);
