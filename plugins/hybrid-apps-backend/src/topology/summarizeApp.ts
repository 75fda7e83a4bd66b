import {
  AppProblem,
  AppSummary,
  Health,
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/**
 * Which of several states decides how the whole is. What nobody can judge does
 * not count, but where there is nothing else.
 */
const WORST_FIRST: Health[] = [
  'degraded',
  'unknown',
  'progressing',
  'healthy',
  'stopped',
  'unjudged',
];

const problemOf = ({
  id,
  cluster,
  kind,
  name,
  status: { reason, message },
}: TopologyNode): AppProblem => ({
  component: id,
  cluster,
  kind,
  name,
  ...(reason && { reason }),
  ...(message && { message }),
});

/** So many are named in a line; how many there are is told as well. */
const MOST_NAMED = 5;

/** A node of something that runs. */
export type WorkloadNode = TopologyNode & { category: 'vm' | 'container' };

const isWorkload = (node: TopologyNode): node is WorkloadNode =>
  node.category === 'vm' || node.category === 'container';

/** What runs of an app. */
export const workloadsIn = ({
  nodes,
}: Pick<Topology, 'nodes'>): WorkloadNode[] => nodes.filter(isWorkload);

/** An app in one line, from its graph. */
export function summarizeApp(
  topology: Omit<Topology, 'revision'>,
): Pick<
  AppSummary,
  | 'health'
  | 'unhealthy'
  | 'vms'
  | 'containers'
  | 'clusters'
  | 'posture'
  | 'problems'
  | 'openWorkloads'
  | 'knowledge'
> {
  const workloads = workloadsIn(topology);
  const count = (test: (node: (typeof workloads)[number]) => boolean) =>
    workloads.filter(test).length;
  // A claim, a certificate or a Service may ail while all workloads run; what
  // is known by its name alone (a Secret) says nothing of the app's health.
  const judged = topology.nodes.filter(
    node =>
      node.category !== 'external' &&
      (isWorkload(node) || node.status.health === 'degraded'),
  );
  const states = judged.map(({ status }) => status.health);
  const degraded = judged
    .filter(({ status }) => status.health === 'degraded')
    .sort((a, b) => Number(isWorkload(b)) - Number(isWorkload(a)));
  const posture = (state: string) =>
    count(node => (node.posture?.ingress ?? 'unknown') === state);
  const open = workloads.filter(({ posture: of }) => of?.ingress === 'open');
  return {
    health: WORST_FIRST.find(health => states.includes(health)) ?? 'unknown',
    unhealthy: degraded.length,
    vms: count(({ category }) => category === 'vm'),
    containers: count(({ category }) => category === 'container'),
    clusters: [...new Set(workloads.map(({ cluster }) => cluster))].sort(),
    posture: {
      isolated: posture('isolated'),
      open: posture('open'),
      unknown: posture('unknown'),
    },
    ...(degraded.length > 0 && {
      problems: degraded.slice(0, MOST_NAMED).map(problemOf),
    }),
    ...(open.length > 0 && {
      openWorkloads: open.slice(0, MOST_NAMED).map(({ name }) => name),
    }),
    knowledge: topology.knowledge,
  };
}
