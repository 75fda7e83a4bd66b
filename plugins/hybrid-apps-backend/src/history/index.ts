/** What changed in apps, kept in the database: changes, not polls. */
export { followHealth } from './followHealth';
export { createHistory, type History } from './history';
export { createObserver } from './observer';
export { recordHistory } from './recordHistory';
export { readRetention } from './retention';
export { createTrail } from './trail';
