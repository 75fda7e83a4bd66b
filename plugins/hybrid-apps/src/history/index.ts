export { ChangesContent } from './ChangesContent';
export { Timeline } from './Timeline';
