import {
  Health,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { healthOf } from '../topology/health';
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
