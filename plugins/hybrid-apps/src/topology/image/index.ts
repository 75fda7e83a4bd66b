export { saveImage } from './saveImage';
export { PAPER, TOKENS, TopologyImage } from './TopologyImage';
