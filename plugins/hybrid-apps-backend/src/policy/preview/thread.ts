import { InputError } from '@backstage/errors';
import { valueAt } from '@hybrid-apps/network-policy';
import {
  isMainThread,
  MessagePort,
  parentPort,
  workerData,
} from 'node:worker_threads';
import { computePreview } from './compute';
import { Preview, PreviewQuestion } from './types';

/** What a thread is told: of what the preview is, the objects in portions, and that these were all. */
export type ToThread =
  | { question: PreviewQuestion }
  | { objects: readonly unknown[] }
  | { whole: true };

/** How it ended. */
export type FromThread = { preview: Preview } | { refused: string };

/** What a thread is started with. */
export interface ThreadData {
  role: 'hybrid-apps-preview';
}

/**
 * This file, in the form that runs: a thread of it computes one preview. It is
 * told here since a build gives each module a file of its own beside the others.
 */
export const THREAD_FILE = __filename;

function serve(port: MessagePort): void {
  let objects: unknown[] = [];
  let question: PreviewQuestion | undefined;
  const say = (message: FromThread) => port.postMessage(message);

  function answer(asked: PreviewQuestion): void {
    const given = objects;
    objects = [];
    question = undefined;
    try {
      say({ preview: computePreview(asked, given) });
    } catch (error) {
      // What fails otherwise ends the thread, which tells its owner.
      if (!(error instanceof InputError)) {
        throw error;
      }
      say({ refused: error.message });
    }
  }

  port.on('message', (message: ToThread) => {
    if ('question' in message) {
      question = message.question;
    } else if ('objects' in message) {
      objects.push(...message.objects);
    } else if (question) {
      answer(question);
    }
  });
}

const role: ThreadData['role'] = 'hybrid-apps-preview';
if (!isMainThread && parentPort && valueAt(workerData, 'role') === role) {
  serve(parentPort);
}
