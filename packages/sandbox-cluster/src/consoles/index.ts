/** The guests at the other end of consoles: bytes in, bytes out, no sockets here. */
export { EXEC_PROTOCOLS, onChannels } from './channels';
export { serialGuest } from './serial';
export { shellGuest } from './shell';
export { vncGuest } from './rfb';
export type { Guest, Line } from './types';
export { createConsoleLines, type ConsoleLines } from './lines';
