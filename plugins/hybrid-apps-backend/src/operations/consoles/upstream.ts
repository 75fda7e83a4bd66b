/** The cluster's end of a console: which path, which subprotocol, and what its messages mean. */
import { z } from 'zod';
import { KubeSocketRequest, resourcePath } from '../../clusters';
import { ConsoleTarget } from './types';

/**
 * A shell, the better one where there are two.
 */
const SHELL = [
  '/bin/sh',
  '-c',
  'TERM=xterm-256color; export TERM; command -v bash >/dev/null 2>&1 && exec bash || exec sh',
];

/** @param takes - whether the connection of another is closed for it, where the cluster lets one choose */
export function socketRequest(
  { kind, object, container }: ConsoleTarget,
  takes: boolean,
): Pick<KubeSocketRequest, 'path' | 'query' | 'protocols'> {
  const { namespace, name } = object;
  if (kind === 'exec') {
    return {
      path: resourcePath(
        { group: '', version: 'v1', plural: 'pods' },
        { namespace, name, subresource: 'exec' },
      ),
      query: {
        container: container ?? '',
        command: SHELL,
        stdin: true,
        stdout: true,
        tty: true,
      },
      // Source: kubernetes/apimachinery, pkg/util/remotecommand.
      protocols: ['v5.channel.k8s.io', 'v4.channel.k8s.io'],
    };
  }
  return {
    path: resourcePath(
      {
        group: 'subresources.kubevirt.io',
        version: 'v1',
        plural: 'virtualmachineinstances',
      },
      {
        namespace,
        name,
        subresource: kind === 'vnc' ? 'vnc' : 'console',
      },
    ),
    // Older servers do not know it, and close the other connection.
    // Source: kubevirt, pull request 15267 and its backports.
    ...(kind === 'vnc' && !takes && { query: { preserveSession: true } }),
    // Source: kubevirt/client-go, `subresources.PlainStreamProtocolName`.
    protocols: ['plain.kubevirt.io'],
  };
}

/** What a message of the cluster means. */
export type Heard =
  | { type: 'data'; data: Buffer }
  | { type: 'failed'; message: string }
  | { type: 'nothing' };

/** How messages are wrapped for the cluster. */
export interface Codec {
  typed(data: Buffer): Buffer;
  size(columns: number, rows: number): Buffer | undefined;
  heard(message: Buffer): Heard;
}

const plain: Codec = {
  typed: data => data,
  size: () => undefined,
  heard: data => ({ type: 'data', data }),
};

const [STDIN, STDOUT, STDERR, ERROR, RESIZE] = [0, 1, 2, 3, 4];

const statusSchema = z.object({
  status: z.string(),
  message: z.string().optional(),
  reason: z.string().optional(),
});

function onChannel(channel: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([channel]), data]);
}

function readStatus(data: Buffer): Heard {
  try {
    const { success, data: status } = statusSchema.safeParse(
      JSON.parse(data.toString('utf8')),
    );
    // That a shell's last command failed is no failure of the console.
    return success &&
      status.status === 'Failure' &&
      status.reason !== 'NonZeroExitCode'
      ? { type: 'failed', message: status.message ?? 'no reason given' }
      : { type: 'nothing' };
  } catch {
    return { type: 'nothing' };
  }
}

const channels: Codec = {
  typed: data => onChannel(STDIN, data),
  size: (columns, rows) =>
    onChannel(
      RESIZE,
      Buffer.from(JSON.stringify({ Width: columns, Height: rows })),
    ),
  heard(message) {
    const data = message.subarray(1);
    switch (message[0]) {
      case STDOUT:
      case STDERR:
        return data.length > 0 ? { type: 'data', data } : { type: 'nothing' };
      case ERROR:
        return readStatus(data);
      default:
        return { type: 'nothing' };
    }
  },
};

export const codecOf = ({ kind }: Pick<ConsoleTarget, 'kind'>): Codec =>
  kind === 'exec' ? channels : plain;

/**
 * Whether a message is somebody at the keys. A screen is asked for all the time,
 * and answers to the server's fences are the browser's own.
 * Source: RFC 6143, section 7.5, and the fence extension (rfbproto, 7.4.8).
 */
export function isTyping(
  { kind }: Pick<ConsoleTarget, 'kind'>,
  data: Buffer,
): boolean {
  if (kind !== 'vnc') {
    return data.length > 0;
  }
  const [KEY, POINTER, CUT_TEXT, QEMU] = [4, 5, 6, 255];
  return [KEY, POINTER, CUT_TEXT, QEMU].includes(data[0]);
}
