import {
  Postures,
  Topology,
  TopologyEdge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Link, Member } from '../apps';

/** An edge, before policy has its say. */
export interface StructureEdge extends Omit<TopologyEdge, 'verdict'> {
  /** Of a wire: the ports that its configuration names; all of the Service where it names none. */
  wiredPorts?: readonly number[];
}

/** What the clusters' objects alone tell of an app. */
export interface Structure
  extends Pick<Topology, 'entityRef' | 'nodes' | 'knowledge'> {
  edges: readonly StructureEdge[];
  /** Of what is drawn within another: that one's id. */
  holders: ReadonlyMap<string, string>;
}

/** What policy adds to it. */
export interface PolicyOverlay {
  /** Policies that apply to the app's workloads, and are not of the app otherwise. */
  policies: readonly Member[];
  /** Which policies apply to which workloads. */
  applies: ReadonlyArray<Pick<Link, 'source' | 'target' | 'evidence'>>;
  /** By the workload's id. */
  postures: ReadonlyMap<string, Postures>;
  /** By the edge's id, of those that carry traffic which policy has a say on. */
  verdicts: ReadonlyMap<string, NonNullable<TopologyEdge['verdict']>>;
}
