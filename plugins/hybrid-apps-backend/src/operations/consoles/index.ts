/**
 * Consoles: tickets, WebSockets of browsers, and connections of clusters, with who
 * sits at them. See docs/consoles.md.
 */
export { createConsoles, type Consoles } from './consoles';
export { readOrigins } from './origins';
export { createRegister } from './register';
export { readConsoleSettings } from './settings';
export { consoleTarget } from './target';
export { createTickets } from './tickets';
export type {
  ConsoleTarget,
  Ended,
  Journal,
  RequireTarget,
  Ticketed,
  UserCredentials,
  Wanted,
} from './types';
export { createDoor, listenForConsoles } from './upgrades';
