import { InputError, toError } from '@backstage/errors';
import { policyPart } from '@hybrid-apps/network-policy';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { threadOptions } from '../threadOptions';
import { Asked } from './question';
import { FromThread, THREAD_FILE, ThreadData, ToThread } from './thread';
import { Preview } from './types';

/** What one preview may take. */
export interface PreviewLimits {
  ms: number;
  megabytes: number;
}

const LIMITS: PreviewLimits = { ms: 20_000, megabytes: 512 };

/** Objects of one message: copying more of them would hold the other requests. */
const PORTION = 50;

const WAY_OUT =
  'Preview fewer policies at once, or with fewer rules, peers and ports.';

function explain(error: unknown, { megabytes }: PreviewLimits): Error {
  const { code, message } = toError(error);
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new InputError(
        `The preview takes more than the ${megabytes} MB of memory that one may have. ${WAY_OUT}`,
      )
    : new Error(`The preview failed: ${message}`, { cause: error });
}

/** Computes previews; see {@link createPreviewer}. */
export interface Previewer {
  /**
   * @throws InputError where a policy cannot be read, or the preview takes more
   * than it may.
   */
  preview(asked: Asked): Promise<Preview>;
  /** Ends the thread that waits for the next one. */
  close(): Promise<void>;
}

function startThread({ megabytes }: PreviewLimits): Worker {
  const data: ThreadData = { role: 'hybrid-apps-preview' };
  const worker = new Worker(THREAD_FILE, {
    ...threadOptions(THREAD_FILE),
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  // A backend that is done does not wait for it.
  worker.unref();
  return worker;
}

async function previewWith(
  worker: Worker,
  { question, objects }: Asked,
  limits: PreviewLimits,
): Promise<Preview> {
  const say = (message: ToThread) => worker.postMessage(message);
  const ended = new AbortController();

  /** Of objects what the engine reads of them. */
  async function sendAll(): Promise<void> {
    say({ question });
    const { templates: workloads } = question;
    for (
      let from = 0;
      from < objects.length && !ended.signal.aborted;
      from += PORTION
    ) {
      const portion = objects.slice(from, from + PORTION);
      say({
        objects: portion.flatMap(
          object => policyPart(object, { workloads }) ?? [],
        ),
      });
      await nextTurn();
    }
    say({ whole: true });
  }

  let timer: NodeJS.Timeout | undefined;
  let forget = () => {};
  try {
    return await new Promise<Preview>((resolve, reject) => {
      timer = setTimeout(
        () =>
          reject(
            new InputError(
              `The preview takes longer than the ${
                limits.ms / 1_000
              } s that one may take. ${WAY_OUT}`,
            ),
          ),
        limits.ms,
      );
      const onError = (error: Error) => reject(explain(error, limits));
      const onExit = (code: number) =>
        reject(new Error(`The preview's thread ended by itself (${code})`));
      const onMessage = (message: FromThread) => {
        if ('preview' in message) {
          resolve(message.preview);
        } else {
          reject(new InputError(message.refused));
        }
      };
      worker.on('error', onError).on('exit', onExit).on('message', onMessage);
      forget = () =>
        worker
          .off('error', onError)
          .off('exit', onExit)
          .off('message', onMessage);
      sendAll().catch(reject);
    });
  } finally {
    clearTimeout(timer);
    ended.abort();
    forget();
  }
}

/**
 * Computes each preview in a thread that has no other one meanwhile: whatever is
 * asked, other requests have their turn, and what fails, and its thread with it,
 * fails for who asked. One that is done, or one that is new, waits for the next.
 */
export function createPreviewer(limits: PreviewLimits = LIMITS): Previewer {
  let spare: Worker | undefined;
  let isClosed = false;

  function start(): Worker {
    const started = startThread(limits);
    const forget = () => {
      if (spare === started) {
        spare = undefined;
      }
    };
    // One that ends while nobody needs it is no loss.
    return started.on('error', forget).on('exit', forget);
  }

  return {
    async preview(asked) {
      const worker = spare ?? start();
      spare = undefined;
      let isDone = false;
      try {
        const preview = await previewWith(worker, asked, limits);
        isDone = true;
        return preview;
      } finally {
        if (isDone && !spare && !isClosed) {
          spare = worker;
        } else {
          await worker.terminate();
          spare ??= isClosed ? undefined : start();
        }
      }
    },
    async close() {
      isClosed = true;
      await spare?.terminate();
    },
  };
}
