export { route } from './route';
export type {
  ApiContext,
  ApiRequest,
  Console,
  Reply,
  StreamRegistry,
} from './types';
