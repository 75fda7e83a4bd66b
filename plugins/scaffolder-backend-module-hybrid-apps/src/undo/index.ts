/** Takes back what a task created when it does not complete. */
export { GUARD_ID, startGuard } from './guard';
export { createLedger, type Ledger } from './ledger';
export { tellUndone, undoTask, type UndoServices } from './undoTask';
