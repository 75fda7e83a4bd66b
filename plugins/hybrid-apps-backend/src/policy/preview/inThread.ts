import {
  InputError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import { ObjectRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { policyPart } from '@hybrid-apps/network-policy';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import { KubeObject } from '../../clusters';
import { asUpdate, reachChanges } from '../modelObjects';
import { PORTION, threadOptions } from '../threadOptions';
import { Asked } from './question';
import { FromThread, THREAD_FILE, ThreadData, ToThread } from './thread';
import { Preview } from './types';

/** What one preview may take. */
export interface PreviewLimits {
  ms: number;
  megabytes: number;
}

const LIMITS: PreviewLimits = { ms: 20_000, megabytes: 512 };

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
  /**
   * Has a thread know what there is, so that the first preview does not wait for
   * that; nothing where there was a thread already. What fails is told by previews alone.
   *
   * @param ask - makes a question whose answer nobody waits for
   */
  prepare(ask: () => Asked): void;
  /** Ends all threads, with what is computed in them. */
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

/** What a thread has to be told to know what there is. */
interface News {
  /** In place of what it knows. */
  isAnew: boolean;
  apply: readonly KubeObject[];
  remove: readonly ObjectRef[];
}

/** Of more changes than these, all is told anew. */
const MOST_CHANGES = 2_000;

/**
 * Beside what a thread was told for the last preview, if that was of the same
 * cluster, as far as the same namespaces of it are seen.
 */
function newsOf({ question, objects }: Asked, last: Asked | undefined): News {
  const { cluster, templates, reader } = question;
  const isSame =
    last?.question.cluster === cluster &&
    last.question.templates === templates &&
    isDeepStrictEqual(last.question.reader.seen, reader.seen);
  const changes = isSame && reachChanges(last.objects, objects, templates);
  return changes && changes.size <= MOST_CHANGES
    ? { isAnew: false, ...asUpdate([...changes.values()]) }
    : { isAnew: true, apply: objects, remove: [] };
}

async function previewWith(
  worker: Worker,
  { question }: Asked,
  { isAnew, apply, remove }: News,
  limits: PreviewLimits,
): Promise<FromThread> {
  const say = (message: ToThread) => worker.postMessage(message);
  const ended = new AbortController();

  /** Of objects what the engine reads of them. */
  async function sendAll(): Promise<void> {
    say({ question, isAnew });
    say({ remove });
    const { templates: workloads } = question;
    for (
      let from = 0;
      from < apply.length && !ended.signal.aborted;
      from += PORTION
    ) {
      const portion = apply.slice(from, from + PORTION);
      say({
        apply: portion.flatMap(
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
    return await new Promise<FromThread>((resolve, reject) => {
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
      worker.on('error', onError).on('exit', onExit).on('message', resolve);
      forget = () =>
        worker
          .off('error', onError)
          .off('exit', onExit)
          .off('message', resolve);
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
 * fails for who asked. One that is done, or one that is new, waits for the next. One
 * that is done knows what there was, and so is told the changes since then alone.
 */
export function createPreviewer(limits: PreviewLimits = LIMITS): Previewer {
  const running = new Set<Worker>();
  /** With what it was asked last. */
  let spare: { worker: Worker; last?: Asked } | undefined;
  let prepared: Promise<void> | undefined;
  let isClosed = false;

  function start(): Worker {
    const started = startThread(limits);
    running.add(started);
    const forget = () => {
      running.delete(started);
      if (spare?.worker === started) {
        spare = undefined;
      }
    };
    // One that ends while nobody needs it is no loss.
    return started.on('error', forget).on('exit', forget);
  }

  function requireOpen(): void {
    if (isClosed) {
      throw new ServiceUnavailableError(
        'Previews are computed no more, as the backend ends.',
      );
    }
  }

  async function compute(asked: Asked): Promise<Preview> {
    requireOpen();
    const { worker, last } = spare ?? { worker: start() };
    spare = undefined;
    let isDone = false;
    try {
      const news = newsOf(asked, last);
      const told = await previewWith(worker, asked, news, limits);
      isDone = true;
      if ('refused' in told) {
        throw new InputError(told.refused);
      }
      return told.preview;
    } catch (error) {
      requireOpen();
      throw error;
    } finally {
      if (isDone && !spare && !isClosed) {
        spare = { worker, last: asked };
      } else {
        await worker.terminate();
        spare ??= isClosed ? undefined : { worker: start() };
      }
    }
  }

  return {
    async preview(asked) {
      await prepared;
      return compute(asked);
    },
    prepare(ask) {
      if (prepared || spare || running.size > 0 || isClosed) {
        return;
      }
      try {
        const settled = () => {};
        prepared = compute(ask()).then(settled, settled);
      } catch {
        // Whoever asks for a preview is told why there is none.
      }
    },
    async close() {
      isClosed = true;
      await Promise.all([...running].map(worker => worker.terminate()));
    },
  };
}
