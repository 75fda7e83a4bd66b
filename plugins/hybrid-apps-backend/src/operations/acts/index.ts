/**
 * What people do to objects of an app: a record an act, the rows of what was
 * done, and who does it.
 */
import { Clock } from '../../clock';
import { certificateActs } from './ofKinds/certificates';
import { claimActs } from './ofKinds/claims';
import { jobActs } from './ofKinds/jobs';
import { virtualMachineActs } from './ofKinds/virtualMachines';
import { vmLifeActs, vmMoveActs } from './ofKinds/vmLife';
import { vmResizeActs } from './ofKinds/vmResize';
import { workloadActs } from './ofKinds/workloads';
import { Act } from './types';

export { aboutOf, basisOf, inputOf, offersFor, schemaOf } from './offers';
export { createPerformer, type Performer } from './perform';
export { createActRows, isAskedAgain, type ActRow, type ActRows } from './rows';
export { not, POSSIBLE, type Act, type ActRight, type Offer } from './types';

/** All acts, in the order in which they are offered. */
export const allActs = (clock: Clock): readonly Act[] => [
  ...virtualMachineActs,
  ...vmMoveActs,
  ...vmResizeActs,
  ...vmLifeActs,
  ...workloadActs(clock),
  ...jobActs,
  ...claimActs,
  ...certificateActs(clock),
];
