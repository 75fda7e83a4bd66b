/**
 * Writes manifests to a cluster as one transaction, tells how far what was
 * written is, and takes it back: where the configuration opens it (openings/),
 * and what passes the table of the guard (guard/), and what is recorded before
 * (ledger/). Everything here acts with the
 * client that it is given; who may ask is the router's to decide.
 */
export { applyManifests } from './applyManifests';
export { isProvisionable, orderManifests } from './kinds';
export {
  askedBy,
  createLedger,
  SCAFFOLDER,
  type Entry,
  type Ledger,
  type Whose,
} from './ledger';
export {
  createOpenings,
  notYours,
  readOpenings,
  type Openings,
  type Openness,
} from './openings';
export { checkReadiness, type ReadinessSource } from './readiness';
export { refusedOf } from './refusals';
export { undoApply, type ProvisioningTarget } from './undoApply';
