/**
 * The record of what applies created for whom, by which alone it is undone: in
 * the plugin's database, from before the first write until the task is done.
 */
export { askedBy, SCAFFOLDER, type Asked } from './asked';
export { createLedger } from './ledger';
export type { Entry, Journal, Ledger, OpenTask, Whose } from './types';
