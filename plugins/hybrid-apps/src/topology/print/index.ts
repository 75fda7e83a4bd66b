export { printTopology } from './printTopology';
