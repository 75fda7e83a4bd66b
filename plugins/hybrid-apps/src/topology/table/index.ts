export { topologyCsv } from './rows';
export { TopologyTable } from './TopologyTable';
