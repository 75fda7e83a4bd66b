/** What a cluster is and offers: its nodes, add-ons, network and control plane. Pure. */
export {
  clusterDetails,
  clusterParts,
  untold,
  type ClusterParts,
} from './clusterDetails';
export {
  clusterLine,
  describeCluster,
  type ClusterLine,
} from './describeCluster';
export { describeNamespaces } from './describeNamespaces';
export { requestedByNode, type Requested } from './requests';
