/** Takes back what a task created when it does not complete. */
export { GUARD_ID, startGuard } from './guard';
export { removeOldRecord } from './oldRecord';
export { taskOf, tellUndone, undoTask, type UndoServices } from './undoTask';
