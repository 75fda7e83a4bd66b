export { route } from './route';
export type { ApiContext, ApiRequest, Reply, StreamRegistry } from './types';
