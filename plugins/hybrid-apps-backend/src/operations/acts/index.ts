/**
 * What people do to objects of an app: a record an act, the rows of what was
 * done, and who does it.
 */
import { Clock } from '../../clock';
import { certificateActs } from './ofKinds/certificates';
import { claimActs } from './ofKinds/claims';
import { deploymentUndoActs } from './ofKinds/deploymentUndo';
import { jobActs } from './ofKinds/jobs';
import { virtualMachineActs } from './ofKinds/virtualMachines';
import { vmDeleteActs } from './ofKinds/vmDelete';
import { vmDiskActs } from './ofKinds/vmDisks';
import { vmExposeActs } from './ofKinds/vmExpose';
import { vmMediaActs } from './ofKinds/vmMedia';
import { vmMoveActs } from './ofKinds/vmMoves';
import { vmNetworkActs } from './ofKinds/vmNetworks';
import { vmResizeActs } from './ofKinds/vmResize';
import { vmRunStrategyActs } from './ofKinds/vmRunStrategy';
import { vmSnapshotActs } from './ofKinds/vmSnapshots';
import { workloadActs } from './ofKinds/workloads';
import { Act, AllowsNodePorts } from './types';

export { guarded, takeUp } from './added';
export { aboutOf, basisOf, inputOf, offersFor, schemaOf } from './offers';
export { createPerformer, type Performer } from './perform';
export { createActRows, isAskedAgain, type ActRow, type ActRows } from './rows';
export { isSuspended } from './ofKinds/jobs';
export { controllerRefOf, isGoing } from './ofKinds/shared';
export { liveInstance } from './ofKinds/vm';
export { replicasOf, whyNotAtZero } from './ofKinds/workloads';
export { not, POSSIBLE, type Act, type ActRight, type Offer } from './types';

/**
 * All acts of the portal, in the order in which they are offered.
 *
 * @param allowsNodePorts - nowhere unless told
 */
export const allActs = (
  clock: Clock,
  allowsNodePorts: AllowsNodePorts = () => false,
): readonly Act[] => [
  ...virtualMachineActs,
  ...vmMoveActs,
  ...vmRunStrategyActs,
  ...vmResizeActs,
  ...vmDiskActs,
  ...vmMediaActs,
  ...vmNetworkActs,
  ...vmExposeActs(allowsNodePorts),
  ...vmSnapshotActs,
  ...vmDeleteActs,
  ...workloadActs(clock),
  ...deploymentUndoActs,
  ...jobActs,
  ...claimActs,
  ...certificateActs(clock),
];
