/** What Pods and guests write: in a tab of the details, and on a page of its own. */
export { LogsPage } from './LogsPage';
export { NodeLogs } from './NodeLogs';
