import {
  Health,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isWorkload } from '../topology/view';

/** An app in figures. */
export interface Figures {
  health: Health;
  vms: number;
  containers: number;
  clusters: string[];
  posture: { isolated: number; open: number; unknown: number };
  /** Names of the components that are degraded. */
  degraded: string[];
}

const WORST_FIRST: Health[] = [
  'degraded',
  'unknown',
  'progressing',
  'healthy',
  'stopped',
  'unjudged',
];

/**
 * An app is as well as the worst of its workloads; stopped if all of them are.
 * What nobody can judge does not count, but where there is nothing else.
 */
const healthOf = (all: Health[]): Health =>
  WORST_FIRST.find(health => all.includes(health)) ?? 'unknown';

export function figuresOf({ nodes }: Topology): Figures {
  const workloads = nodes.filter(isWorkload);
  const countPosture = (wanted: string) =>
    workloads.filter(({ posture }) => posture?.ingress === wanted).length;
  return {
    health: healthOf(workloads.map(({ status }) => status.health)),
    vms: workloads.filter(({ category }) => category === 'vm').length,
    containers: workloads.filter(({ category }) => category === 'container')
      .length,
    clusters: [...new Set(workloads.map(({ cluster }) => cluster))].sort(),
    posture: {
      isolated: countPosture('isolated'),
      open: countPosture('open'),
      unknown: countPosture('unknown'),
    },
    degraded: workloads
      .filter(({ status }) => status.health === 'degraded')
      .map(({ name }) => name),
  };
}
