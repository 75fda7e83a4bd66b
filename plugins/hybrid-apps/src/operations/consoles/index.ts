/** Consoles of VMs, and shells in containers. */
export { ConsolePage } from './ConsolePage';
export { NodeConsole } from './NodeConsole';
export { consolesOf } from './offers';
