export { ChangesContent } from './ChangesContent';
