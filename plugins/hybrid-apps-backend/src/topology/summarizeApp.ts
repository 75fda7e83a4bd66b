import {
  AppSummary,
  Health,
  Topology,
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
  | 'knowledge'
> {
  const workloads = topology.nodes.filter(
    ({ category }) => category === 'vm' || category === 'container',
  );
  const count = (test: (node: (typeof workloads)[number]) => boolean) =>
    workloads.filter(test).length;
  // A claim, a certificate or a Service may ail while all workloads run; what
  // is known by its name alone (a Secret) says nothing of the app's health.
  const states = topology.nodes
    .filter(
      ({ category, status }) =>
        category !== 'external' &&
        (category === 'vm' ||
          category === 'container' ||
          status.health === 'degraded'),
    )
    .map(({ status }) => status.health);
  const posture = (state: string) =>
    count(node => (node.posture?.ingress ?? 'unknown') === state);
  return {
    health: WORST_FIRST.find(health => states.includes(health)) ?? 'unknown',
    unhealthy: states.filter(health => health === 'degraded').length,
    vms: count(({ category }) => category === 'vm'),
    containers: count(({ category }) => category === 'container'),
    clusters: [...new Set(workloads.map(({ cluster }) => cluster))].sort(),
    posture: {
      isolated: posture('isolated'),
      open: posture('open'),
      unknown: posture('unknown'),
    },
    knowledge: topology.knowledge,
  };
}
