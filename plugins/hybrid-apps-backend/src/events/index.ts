/**
 * What clusters say has happened to objects: what the portal keeps of it, and
 * what they are asked for as somebody looks.
 */
export { appEvents } from './appEvents';
export { createListEvents, type ListEvents } from './eventLists';
export { eventsOf, merged } from './told';
