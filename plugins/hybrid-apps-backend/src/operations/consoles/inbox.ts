import { WebSocket } from 'ws';

/** A message of a browser: what is typed, or text that says something else. */
export type Said = { text: string } | { data: Buffer };

/** What a browser says, from the first moment on, to whoever listens when they do. */
export interface Inbox {
  /** The next message, for one who waits for it alone. */
  first(timeoutMs: number): Promise<Said>;
  /** Hands over what came meanwhile, and from then on all. */
  listen(listener: (said: Said) => void): void;
}

export function createInbox(socket: WebSocket): Inbox {
  const waiting: Said[] = [];
  let listener: ((said: Said) => void) | undefined;
  let onFirst: ((said: Said) => void) | undefined;

  socket.on('message', (message, isBinary) => {
    const bytes = Buffer.isBuffer(message)
      ? message
      : Buffer.from(String(message));
    const said = isBinary ? { data: bytes } : { text: bytes.toString('utf8') };
    if (onFirst) {
      onFirst(said);
      onFirst = undefined;
    } else if (listener) {
      listener(said);
    } else {
      waiting.push(said);
      // Not more is read than somebody deals with.
      socket.pause();
    }
  });

  return {
    first: timeoutMs =>
      new Promise((resolve, reject) => {
        const early = waiting.shift();
        if (early) {
          resolve(early);
          return;
        }
        const timer = setTimeout(
          () => reject(new Error('nothing was said')),
          timeoutMs,
        );
        socket.once('close', () => {
          clearTimeout(timer);
          reject(new Error('it was closed'));
        });
        onFirst = said => {
          clearTimeout(timer);
          resolve(said);
        };
      }),
    listen(next) {
      listener = next;
      waiting.splice(0).forEach(next);
      socket.resume();
    },
  };
}
