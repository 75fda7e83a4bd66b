/** What a cluster is and offers: its nodes, add-ons, network and control plane. Pure. */
export { clusterDetails } from './clusterDetails';
export { describeCluster } from './describeCluster';
export { describeNamespaces } from './describeNamespaces';
