import { valueAt } from '@hybrid-apps/network-policy';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { ThreadData } from './messages';
import { createServer } from './serve';

/**
 * This file, in the form that runs: policy's thread is one of it. It is told here
 * since a build gives each module a file of its own beside the others.
 */
export const THREAD_FILE = __filename;

const role: ThreadData['role'] = 'hybrid-apps-policy';
if (!isMainThread && parentPort && valueAt(workerData, 'role') === role) {
  const port = parentPort;
  // What fails beside answers ends the thread, which tells its owner.
  port.on(
    'message',
    createServer(message => port.postMessage(message)),
  );
}
