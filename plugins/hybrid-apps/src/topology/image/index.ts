export { saveImage } from './saveImage';
export { TOKENS, TopologyImage } from './TopologyImage';
