import { WorkerOptions } from 'node:worker_threads';

/** How a thread of a module is started: from a checkout, the sources run as they are. */
export const threadOptions = (file: string): Pick<WorkerOptions, 'execArgv'> =>
  file.endsWith('.ts')
    ? {
        execArgv: [
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ],
      }
    : {};

/**
 * Objects of one message to a thread: about a millisecond's work for who sends it.
 * Not fewer, as each message waits for a turn of the event loop, which others make long.
 */
export const PORTION = 200;
