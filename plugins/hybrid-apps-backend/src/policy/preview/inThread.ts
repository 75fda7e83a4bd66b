import { InputError, toError } from '@backstage/errors';
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

/**
 * Computes a preview in a thread of its own, which ends with it: whatever is
 * asked, other requests have their turn, and what fails fails for who asked.
 *
 * @throws InputError where a policy cannot be read, or the preview takes more
 * than it may.
 */
export async function previewInThread(
  { question, objects, tellableOf }: Asked,
  limits: PreviewLimits = LIMITS,
): Promise<Preview> {
  const data: ThreadData = { role: 'hybrid-apps-preview', question };
  const worker = new Worker(THREAD_FILE, {
    ...threadOptions(THREAD_FILE),
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  const say = (message: ToThread) => worker.postMessage(message);
  const ended = new AbortController();

  async function sendObjects(): Promise<void> {
    for (
      let from = 0;
      from < objects.length && !ended.signal.aborted;
      from += PORTION
    ) {
      say({ objects: objects.slice(from, from + PORTION) });
      await nextTurn();
    }
    say({ whole: true });
  }

  let timer: NodeJS.Timeout | undefined;
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
      worker.on('error', error => reject(explain(error, limits)));
      worker.on('exit', code =>
        reject(new Error(`The preview's thread ended by itself (${code})`)),
      );
      worker.on('message', (message: FromThread) => {
        if ('preview' in message) {
          resolve(message.preview);
        } else if ('refused' in message) {
          reject(new InputError(message.refused));
        } else {
          Promise.resolve(message.workloads)
            .then(tellableOf)
            .then(tellable => say({ tellable }))
            .catch(reject);
        }
      });
      sendObjects().catch(reject);
    });
  } finally {
    clearTimeout(timer);
    ended.abort();
    await worker.terminate();
  }
}
