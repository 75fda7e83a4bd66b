/** The pages of clusters: a table of all, and a page each. */
export { ClustersPage } from './ClustersPage';
