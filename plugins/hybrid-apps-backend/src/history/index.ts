/** What changed in apps, kept in the database: changes, not polls. */
export { createHistory, type History } from './history';
export { observe, type Observation } from './observe';
export { recordHistory } from './recordHistory';
export { readRetention } from './retention';
