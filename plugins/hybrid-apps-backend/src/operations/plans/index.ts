/**
 * A whole app stops and starts: which acts that takes, in which order, and what
 * is left alone; the rows of plans, and who runs them. The rules are pure.
 */
export { createPlanClients, type PlanClients } from './clients';
export { basisOfPlan, compose, type Composed, type Told } from './compose';
export { createPlanRows, isPlanAskedAgain, type PlanRows } from './rows';
export { createPlanRunner, type PlanJournal, type PlanRunner } from './run';
export type { PlanRow } from './types';
