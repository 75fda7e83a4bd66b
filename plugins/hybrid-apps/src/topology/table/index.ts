export { plainTables, topologyCsv } from './rows';
export { TopologyTable } from './TopologyTable';
