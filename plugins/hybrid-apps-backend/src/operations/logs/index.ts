/**
 * What Pods write: which ones an object has, their logs cut into lines, and all
 * of them told as one stream of rows.
 */
export { readLogs, type LogsRead } from './readLogs';
export { createRowWriter, type RowWriter } from './rowWriter';
export { logSourcesOf, type LogSource } from './sources';
