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
