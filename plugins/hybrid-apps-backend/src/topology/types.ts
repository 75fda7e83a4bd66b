import {
  Postures,
  TopologyEdge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** What policy says of an app's workloads, by their ids in the topology. */
export interface PolicyView {
  posture(id: string): Postures | undefined;
  verdict(
    source: string,
    destination: string,
    port: number,
    protocol: 'TCP' | 'UDP' | 'SCTP',
  ): TopologyEdge['verdict'];
}
