import { ServerResponse } from 'http';
import { StreamRegistry } from '../api';

/** The open watches and logs, so that faults can cut them. */
export function createStreams(): StreamRegistry {
  const open = new Set<ServerResponse>();
  return {
    add(response) {
      open.add(response);
      response.on('close', () => open.delete(response));
    },
    cut(midLine) {
      for (const response of open) {
        if (midLine && !response.writableEnded) {
          response.write('{"type":"MODIFIED","object":{"kind":"');
          // Once that is out, the connection breaks.
          response.socket?.end();
        } else {
          response.end();
        }
      }
    },
  };
}
