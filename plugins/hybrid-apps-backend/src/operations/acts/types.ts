import {
  Act as ActIn,
  Offer,
  Step as StepIn,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { ClusterStore } from '../../clusters';

export type {
  About,
  AccessNeed,
  ActRight,
  ChangedLine,
  Choice,
  Offer,
  Progress,
  StepClient,
  StepRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';

/** An act of the portal, whose rules may ask for all of a cluster. */
export type Act<I = unknown> = ActIn<I, ClusterStore> & {
  /** Acts that may be under way on the object as it begins; what becomes of them is told on. */
  overtakes?: readonly string[];
};

/** @see {@link Act} */
export type Step = StepIn<ClusterStore>;

/** Whether a namespace may open a port of each node, as the configuration says. */
export type AllowsNodePorts = (
  store: ClusterStore,
  namespace: string,
) => boolean;

/** Refused; the reason is for a person. */
export const not = (why: string): Offer => ({ possible: false, why });

/** Nothing is in its way. */
export const POSSIBLE: Offer = { possible: true };
