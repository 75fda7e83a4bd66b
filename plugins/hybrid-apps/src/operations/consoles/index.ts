/** Consoles of VMs, and shells in containers. */
export { ConsolePage } from './ConsolePage';
export { ConsolesPage } from './ConsolesPage';
export { NodeConsole } from './NodeConsole';
export { consolesOf } from './offers';
