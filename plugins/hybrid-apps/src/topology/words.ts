import {
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../translation';
import { WORST_FIRST } from './health';

const TRANSLATED_KINDS = [
  'VirtualMachine',
  'VirtualMachineInstance',
  'DataVolume',
  'PersistentVolumeClaim',
  'NetworkAttachmentDefinition',
  'HTTPRoute',
  'External',
  'NetworkPolicy',
] as const;

/** A kind in the words of the user's world, like "VM". */
export function kindWord(kind: string, t: Translate): string {
  const known = TRANSLATED_KINDS.find(candidate => candidate === kind);
  return known ? t(`kind.${known}`) : kind;
}

/** A health in words; what is none stays as it is. */
export function healthWord(value: string, t: Translate): string {
  const known = WORST_FIRST.find(health => health === value);
  return known ? t(`health.${known}`) : value;
}

/** Workloads before what serves them. */
export const CATEGORIES = [
  'vm',
  'container',
  'network',
  'storage',
  'config',
  'policy',
  'external',
] as const satisfies ReadonlyArray<TopologyNode['category']>;

/** A category in words; what is none stays as it is. */
export function categoryWord(value: string, t: Translate): string {
  const known = CATEGORIES.find(category => category === value);
  return known ? t(`topology.category.${known}`) : value;
}

const portList = (facts: TopologyNode['facts']) =>
  facts.ports
    ?.map(({ port, targetPort }) =>
      targetPort && targetPort !== String(port)
        ? `${port}→${targetPort}`
        : `${port}`,
    )
    .join(', ');

/** The ports of a Service as a chip has them, like ":80, 443". */
export const chipPorts = ({ facts }: TopologyNode): string =>
  facts.ports?.length
    ? `:${facts.ports.map(({ port }) => port).join(', ')}`
    : '';

/** A Service with its ports in words, like "Service web, port 80". */
export function serviceWords(
  { kind, name, facts: { ports = [] } }: TopologyNode,
  t: Translate,
): string {
  const told = t('topology.servicePorts', {
    count: ports.length,
    ports: ports.map(({ port }) => port).join(', '),
  });
  return [`${kind} ${name}`, ports.length > 0 && told]
    .filter(Boolean)
    .join(', ');
}

/** What there is to say of a node beside its health, in one line. */
export function factLine({ category, facts, kind }: TopologyNode): string {
  const parts: Array<string | undefined> = [];
  if (category === 'vm') {
    parts.push(facts.cpu, facts.memory);
  } else if (category === 'storage') {
    parts.push(facts.progress, facts.size);
  } else if (category === 'policy') {
    parts.push(facts.policyTypes?.join(', '));
  } else if (category === 'external') {
    parts.push(facts.addresses?.join(', '));
  } else if (kind === 'Service') {
    parts.push(portList(facts));
  } else {
    parts.push(facts.hosts?.join(', '));
  }
  return parts.filter(Boolean).join(' · ');
}

/** Kinds that run or fill up say how they are; others only when not well. */
export function saysHealth({ category, status }: TopologyNode): boolean {
  return (
    ['vm', 'container', 'storage'].includes(category) ||
    ['degraded', 'progressing'].includes(status.health)
  );
}

const POD_NETWORK = 'pod';

/**
 * What else there is to say of a workload: that it is restarted, where it is not
 * well; who calls it; on which networks it is beside that of Pods.
 */
export function notesOf(
  { status, facts }: TopologyNode,
  callers: number | undefined,
  t: Translate,
): string[] {
  const isWrong = status.health === 'degraded' || status.health === 'unknown';
  const networks = (facts.interfaces ?? [])
    .map(({ network }) => network)
    .filter(network => network !== POD_NETWORK);
  return [
    ...(isWrong && facts.restarts
      ? [t('topology.restarts', { count: facts.restarts })]
      : []),
    ...(callers ? [t('topology.callers', { count: callers })] : []),
    ...(networks.length > 0
      ? [t('topology.onNetworks', { networks: networks.join(', ') })]
      : []),
  ];
}

/** Since when something is wrong, where it is. */
export const wrongSince = ({ status }: TopologyNode): string | undefined =>
  status.health === 'degraded' ? status.since : undefined;

/** What a browser may open of a node; a way in says so of itself. */
export const urlOf = ({ facts }: TopologyNode): string | undefined =>
  facts.urls?.find(url => /^https?:\/\//.test(url));

/** The word for a node's status: the platform's own where there is one. */
export function statusWord(node: TopologyNode, t: Translate): string {
  const { health, reason } = node.status;
  const { replicas } = node.facts;
  if (reason && health !== 'healthy') {
    return reason;
  }
  if (replicas) {
    return t('topology.ready', {
      ready: String(replicas.ready),
      desired: String(replicas.desired),
    });
  }
  return reason ?? t(`health.${health}`);
}

export const placeOf = ({ cluster, namespace }: TopologyNode) =>
  [cluster, namespace].filter(Boolean).join(' / ');

/** An edge as a sentence, like "web connects to Service mongodb". */
export function edgeSentence(
  edge: TopologyEdge,
  topology: Pick<Topology, 'nodes'>,
  t: Translate,
): string {
  const name = (id: string) => {
    const node = topology.nodes.find(candidate => candidate.id === id);
    return node ? `${kindWord(node.kind, t)} ${node.name}` : id;
  };
  return t('topology.connection', {
    source: name(edge.source),
    relation: t(`relation.${edge.relation}`),
    target: name(edge.target),
  });
}

/** All that a line tells, with ports and what policy says, like "web connects to Service mongodb on 27017 (allowed)". */
export const lineSentence = (
  edges: readonly TopologyEdge[],
  topology: Pick<Topology, 'nodes'>,
  t: Translate,
): string =>
  edges
    .map(edge =>
      [
        edgeSentence(edge, topology, t),
        edge.ports && t('topology.onPorts', { ports: edge.ports }),
        edge.verdict && `(${t(`verdict.${edge.verdict}`)})`,
      ]
        .filter(Boolean)
        .join(' '),
    )
    .join('; ');
