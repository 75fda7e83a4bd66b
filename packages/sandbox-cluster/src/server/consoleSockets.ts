/** WebSockets of consoles: one guest each, until either end hangs up. */
import { IncomingMessage } from 'http';
import { Duplex } from 'stream';
import { WebSocket, WebSocketServer } from 'ws';
import { Console } from '../api';
import { ConsoleLines } from '../consoles';

const LOOK_EVERY_MS = 250;
/** A guest that says more than the client reads is not heard any further. */
const MOST_BUFFERED = 32 * 1024 * 1024;

function bytesOf(data: unknown): Buffer {
  return Buffer.isBuffer(data) ? data : Buffer.from(String(data));
}

function run(console: Console, socket: WebSocket, lines: ConsoleLines): void {
  const { target, isAlone, isThere, start } = console;
  if (isAlone) {
    lines.cut(target);
  }
  const closed = lines.open(target, () => socket.close());
  const guest = start({
    send(data) {
      if (socket.bufferedAmount < MOST_BUFFERED) {
        socket.send(data);
      }
    },
    end: () => socket.close(1000),
  });
  const look = setInterval(() => {
    if (!isThere()) {
      closed();
      socket.close();
    }
  }, LOOK_EVERY_MS);
  socket.on('message', data => guest.take(bytesOf(data)));
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(look);
    closed();
    guest.stop();
  });
}

/** What makes an upgrade a console. */
export function createConsoleSockets(lines: ConsoleLines) {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    handleProtocols: offered => [...offered][0] ?? false,
  });
  return (
    console: Console,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ) => {
    const offered = (request.headers['sec-websocket-protocol'] ?? '')
      .split(',')
      .map(one => one.trim());
    const best = console.protocols.find(one => offered.includes(one));
    if (best === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    request.headers['sec-websocket-protocol'] = best;
    server.handleUpgrade(request, socket, head, open =>
      run(console, open, lines),
    );
  };
}
