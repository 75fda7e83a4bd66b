/**
 * The channels of exec over a WebSocket: the first byte of each message says
 * which. Source: kubernetes/apimachinery, pkg/util/remotecommand (v4 and v5).
 */
import { Guest, Line } from './types';

const STDIN = 0;
const STDOUT = 1;
const ERROR = 3;

/** The newest first. */
export const EXEC_PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** A guest on the channels of a client; at its end it says how it went. */
export function onChannels(start: (line: Line) => Guest, line: Line): Guest {
  const send = (channel: number, data: Buffer) =>
    line.send(Buffer.concat([Buffer.from([channel]), data]));
  const guest = start({
    send: data => send(STDOUT, data),
    end() {
      send(ERROR, Buffer.from('{"metadata":{},"status":"Success"}'));
      line.end();
    },
  });
  return {
    take(data) {
      if (data[0] === STDIN) {
        guest.take(data.subarray(1));
      }
    },
    stop: guest.stop,
  };
}
