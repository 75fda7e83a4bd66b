import {
  ReachabilityQuery,
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { targetPort } from './listening';
import { isWorkload } from './view';

const peerOf = ({ cluster, namespace, kind, name }: TopologyNode) => ({
  cluster,
  namespace,
  kind,
  name,
});

/** What another cluster is entered by. */
const WAYS_IN = ['Service', 'Ingress', 'Gateway', 'Route', 'ServiceExport'];

/** Whether a workload connects to what is on another cluster. */
const leadsAcross = (
  { relation }: TopologyEdge,
  source: TopologyNode,
  target: TopologyNode,
): boolean =>
  relation === 'connects' &&
  isWorkload(source) &&
  WAYS_IN.includes(target.kind) &&
  source.cluster !== target.cluster;

/**
 * What to ask the backend so that it names the rules that decide on an edge's
 * traffic. Undefined where the edge does not lead from workload to workload, or to
 * what another cluster is entered by.
 */
export function reachabilityQueryOf(
  edge: TopologyEdge,
  { nodes, edges }: Topology,
): ReachabilityQuery | undefined {
  const byId = (id: string) => nodes.find(node => node.id === id);
  const source = byId(edge.source);
  const target = byId(edge.target);
  // Several ports are separated by commas; an arrow leads to the target port.
  const port = Number.parseInt(edge.ports ?? '', 10);
  if (source && target && port && leadsAcross(edge, source, target)) {
    return { source: peerOf(source), destination: peerOf(target), port };
  }
  if (!edge.verdict || !source || !target || !isWorkload(source) || !port) {
    return undefined;
  }
  if (isWorkload(target)) {
    const last = Number.parseInt(edge.ports?.split('→')[1] ?? '', 10);
    return {
      source: peerOf(source),
      destination: peerOf(target),
      port: last || port,
    };
  }
  const behind = edges
    .filter(({ source: from, relation }) => {
      return from === target.id && relation === 'selects';
    })
    .map(({ target: to }) => byId(to))
    .find(node => node && isWorkload(node));
  return (
    behind && {
      source: peerOf(source),
      destination: peerOf(behind),
      ...targetPort(port, target, behind),
    }
  );
}
