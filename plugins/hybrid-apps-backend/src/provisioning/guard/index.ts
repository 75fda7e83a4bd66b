/** What is refused of what is applied, in one table of rules. Pure. */
export { createGuard, type Placement } from './guard';
export type { Found } from './reading';
