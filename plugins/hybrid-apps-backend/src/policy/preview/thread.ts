import { InputError } from '@backstage/errors';
import { valueAt } from '@hybrid-apps/network-policy';
import {
  isMainThread,
  MessagePort,
  parentPort,
  workerData,
} from 'node:worker_threads';
import { computePreview } from './compute';
import { Preview, PreviewQuestion, Tellable } from './types';
import { WorkloadName } from '../enginePeers';

/** What a thread is told: the objects in portions, that these were all, and what it asked for. */
export type ToThread =
  | { objects: readonly unknown[] }
  | { whole: true }
  | { tellable: Tellable };

/** What a thread says: a question of its own, and then how it ended. */
export type FromThread =
  | { workloads: readonly WorkloadName[] }
  | { preview: Preview }
  | { refused: string };

/** What a thread is started with. */
export interface ThreadData {
  role: 'hybrid-apps-preview';
  question: PreviewQuestion;
}

/**
 * This file, in the form that runs: a thread of it computes one preview. It is
 * told here since a build gives each module a file of its own beside the others.
 */
export const THREAD_FILE = __filename;

function serve(port: MessagePort, { question }: ThreadData): void {
  const objects: unknown[] = [];
  let told: (tellable: Tellable) => void = () => {};
  const say = (message: FromThread) => port.postMessage(message);

  async function answer(): Promise<void> {
    try {
      const preview = await computePreview(question, objects, workloads => {
        say({ workloads });
        return new Promise<Tellable>(resolve => {
          told = resolve;
        });
      });
      say({ preview });
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      say({ refused: error.message });
    }
  }

  port.on('message', (message: ToThread) => {
    if ('objects' in message) {
      objects.push(...message.objects);
    } else if ('tellable' in message) {
      told(message.tellable);
    } else {
      // What fails otherwise ends the thread, which tells its owner.
      void answer();
    }
  });
}

const role: ThreadData['role'] = 'hybrid-apps-preview';
if (!isMainThread && parentPort && valueAt(workerData, 'role') === role) {
  serve(parentPort, workerData);
}
