export { createStore } from './store';
export type { Change } from './history';
export type {
  ApplyOptions,
  DeleteOptions,
  Store,
  StoreInternals,
  WriteOptions,
} from './types';
