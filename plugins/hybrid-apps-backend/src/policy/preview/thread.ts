import { InputError } from '@backstage/errors';
import { ObjectRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  createPolicyModel,
  PolicyModel,
  valueAt,
} from '@hybrid-apps/network-policy';
import {
  isMainThread,
  MessagePort,
  parentPort,
  workerData,
} from 'node:worker_threads';
import { computePreview } from './compute';
import { Preview, PreviewQuestion } from './types';

/**
 * What a thread is told: of what the preview is, what there is in portions, beside
 * what it was told for the last one or in its place, and that this was all.
 */
export type ToThread =
  | { question: PreviewQuestion; isAnew: boolean }
  | { apply: readonly unknown[] }
  | { remove: readonly ObjectRef[] }
  | { whole: true };

/** How it ended. */
export type FromThread = { preview: Preview } | { refused: string };

/** What a thread is started with. */
export interface ThreadData {
  role: 'hybrid-apps-preview';
}

/**
 * This file, in the form that runs: a thread of it computes previews. It is
 * told here since a build gives each module a file of its own beside the others.
 */
export const THREAD_FILE = __filename;

function serve(port: MessagePort): void {
  /** Of what it was told for the last preview. */
  let model: PolicyModel | undefined;
  let apply: unknown[] = [];
  let remove: ObjectRef[] = [];
  let question: PreviewQuestion | undefined;
  const say = (message: FromThread) => port.postMessage(message);

  function answer(asked: PreviewQuestion): void {
    const changes = { apply, remove };
    apply = [];
    remove = [];
    question = undefined;
    model =
      model?.update(changes) ??
      createPolicyModel(changes.apply, { workloads: asked.templates });
    try {
      say({ preview: computePreview(asked, model) });
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
      model = message.isAnew ? undefined : model;
    } else if ('apply' in message) {
      apply.push(...message.apply);
    } else if ('remove' in message) {
      remove.push(...message.remove);
    } else if (question) {
      answer(question);
    }
  });
}

const role: ThreadData['role'] = 'hybrid-apps-preview';
if (!isMainThread && parentPort && valueAt(workerData, 'role') === role) {
  serve(parentPort);
}
