/** What a cluster is and offers: its nodes, add-ons and network plugin. Pure. */
export { describeCluster } from './describeCluster';
export { describeNamespaces } from './describeNamespaces';
