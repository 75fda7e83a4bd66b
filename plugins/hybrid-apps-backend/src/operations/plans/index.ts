/**
 * A whole app stops and starts: which acts that takes, in which order, and what
 * is left alone. The rules are pure; the rows and who does it stand beside them.
 */
export {
  basisOfPlan,
  compose,
  memoryKey,
  type Composed,
  type PlanKind,
  type PlannedStep,
  type Told,
} from './compose';
