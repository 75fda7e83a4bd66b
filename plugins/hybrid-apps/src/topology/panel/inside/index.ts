export { NodeInside, tellsInside } from './NodeInside';
