import { Person } from '../../impersonation';
import { PlanKind, PlannedStep, Told } from './compose';

/**
 * Where a step is. `skipped`: there was nothing to do any more, as it was so
 * already or is gone.
 */
export type StepState = 'waiting' | 'begun' | 'done' | 'failed' | 'skipped';

/** Where a plan is. `cancelling`: nothing new is begun, and what was goes on to its end. */
export type PlanState =
  | 'running'
  | 'cancelling'
  | 'done'
  | 'failed'
  | 'cancelled';

/** A plan that somebody asks for. */
export interface NewPlan {
  /** Chosen by who asks, so that to ask again does nothing twice. */
  id: string;
  kind: PlanKind;
  entityRef: string;
  askedBy: string;
  /** In whose name clusters are written to that bear one; absent where nobody has. */
  person?: Person;
  /** The plan that it takes back. */
  goesBack?: string;
  /** The moment of the app's hours that it is of, in ISO 8601, as all times here. */
  dueAt?: string;
  leftAlone: readonly Told[];
  steps: readonly Omit<PlannedStep, 'after'>[];
}

/** A step, from before it is begun on. */
export interface StepRow extends Omit<PlannedStep, 'after'> {
  position: number;
  state: StepState;
  /** Why it failed, or was skipped. */
  message?: string;
  begunAt?: string;
  endedAt?: string;
}

/** A plan, from before its first act on. */
export interface PlanRow extends Omit<NewPlan, 'steps'> {
  state: PlanState;
  cancelBy?: string;
  askedAt: string;
  endedAt?: string;
  steps: StepRow[];
}
