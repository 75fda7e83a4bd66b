import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ClusterStore } from '../../clusters';
import { StoreChange } from '../feed';
import { Answer, nameQuestion, Question } from '../questions';
import { ReaderOn } from '../reader';
import { readPart } from '../readPart';
import { PORTION, threadOptions } from '../threadOptions';
import { FromThread, ThreadData, ToThread } from './messages';
import { After, HeldUpError, OverrunError } from './overrun';
import { THREAD_FILE } from './thread';

/** Readers that the thread keeps; so many sets of ids need not be sent again. */
const KEPT_READERS = 50;

/** A thread that runs. */
export interface Client {
  /** Tells it a change of a store; of a store that it does not know, first all that there is. */
  change(store: ClusterStore, change: StoreChange): void;
  /** Whether it was told of a store. */
  knows(store: ClusterStore): boolean;
  start(store: ClusterStore, all: readonly StoreChange[]): void;
  forget(store: ClusterStore): void;
  /** Is answered by all that was told before. */
  ask(
    store: ClusterStore,
    question: Question,
    reader: ReaderOn,
  ): Promise<Answer>;
  end(why: Error): Promise<void>;
}

type Item =
  | { number: number; store: ClusterStore; change: StoreChange }
  | { message: ToThread };

interface Waiting {
  question: Question;
  cluster: string;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

const nameOf = ({ question, cluster }: Pick<Waiting, 'question' | 'cluster'>) =>
  `${nameQuestion(question)} on cluster '${cluster}'`;

/** As the thread has it: of objects what policy reads of them. */
const asTold = ({ kinds }: ClusterStore, change: StoreChange): StoreChange =>
  'put' in change ? { put: readPart(change.put, kinds) } : change;

const endOf = (asked: Waiting, why: Error) =>
  new ServiceUnavailableError(
    `It cannot be told ${nameOf(asked)}: ${why.message}`,
  );

function failureOf(
  message: Exclude<FromThread, { answer: Answer } | { begun: true }>,
  waiting: Waiting,
): Error {
  if ('failed' in message) {
    return new Error(`It cannot be told ${nameOf(waiting)}: ${message.failed}`);
  }
  return message.refused === 'input'
    ? new InputError(message.message)
    : new NotFoundError(message.message);
}

/**
 * Starts a thread that knows nothing yet.
 *
 * @param limits.questionMs - one that takes longer is refused, and the thread ended with it
 * @param onEnd - is called once, when it ended by itself, or with an {@link OverrunError}
 */
export function startClient(
  limits: { megabytes: number; questionMs: number; after: After },
  onEnd: (why: Error) => void,
): Client {
  const { megabytes, questionMs, after } = limits;
  const data: ThreadData = { role: 'hybrid-apps-policy' };
  const worker = new Worker(THREAD_FILE, {
    ...threadOptions(THREAD_FILE),
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  // A backend that is done does not wait for it.
  worker.unref();
  const numbers = new Map<ClusterStore, number>();
  const readers = new Set<string>();
  const waiting = new Map<number, Waiting>();
  let queue: Item[] = [];
  let isPumping = false;
  let lastNumber = 0;
  let end: Error | undefined;

  function finish(why: Error, errorOf = endOf) {
    if (end) {
      return;
    }
    end = why;
    queue = [];
    const asked = [...waiting.values()];
    waiting.clear();
    asked.forEach(one => one.reject(errorOf(one, why)));
  }

  function endByItself(why: Error) {
    if (!end) {
      finish(
        new Error(
          `the thread of policy ended (${why.message}). Ask again in some seconds, when it is started anew.`,
          { cause: why },
        ),
      );
      onEnd(why);
    }
  }

  /** Ends with a question that takes too long: nothing else stops it. */
  function overrun(id: number) {
    const asked = waiting.get(id);
    if (!asked || end) {
      return;
    }
    waiting.delete(id);
    const why = new OverrunError(
      `It cannot be told ${nameOf(asked)}: it takes longer than the ${
        questionMs / 1_000
      } s that one question may take`,
    );
    asked.reject(why);
    finish(why, one => new HeldUpError(`${nameOf(one)} was held up`));
    onEnd(why);
    void worker.terminate();
  }

  /** The next message, and whether it is a full one. */
  function takeNext(): { message: ToThread; isLarge: boolean } {
    const [first] = queue;
    if ('message' in first) {
      queue.shift();
      return { message: first.message, isLarge: false };
    }
    const { number, store } = first;
    const most = queue.slice(0, PORTION);
    const other = most.findIndex(
      item => !('change' in item) || item.number !== number,
    );
    const items = queue.splice(0, other === -1 ? most.length : other);
    return {
      message: {
        store: number,
        changes: items.flatMap(item =>
          'change' in item ? [asTold(store, item.change)] : [],
        ),
      },
      isLarge: items.length === PORTION,
    };
  }

  /** Sends what waits, in portions with a turn of the event loop each. */
  async function pump() {
    if (isPumping) {
      return;
    }
    isPumping = true;
    try {
      // What is said in one go goes together.
      await Promise.resolve();
      while (queue.length > 0) {
        const { message, isLarge } = takeNext();
        worker.postMessage(message);
        if (isLarge) {
          await nextTurn();
        }
      }
    } catch (error) {
      endByItself(toError(error));
      await worker.terminate();
    } finally {
      isPumping = false;
    }
  }

  function send(items: readonly Item[]) {
    if (!end) {
      queue = queue.length === 0 ? [...items] : queue.concat(items);
      void pump();
    }
  }

  function introduce({ key, ...reader }: ReaderOn) {
    if (readers.delete(key)) {
      readers.add(key);
      return;
    }
    readers.add(key);
    send([{ message: { reader: { key, ...reader } } }]);
    const [oldest] = readers;
    if (readers.size > KEPT_READERS) {
      readers.delete(oldest);
      send([{ message: { forget: oldest } }]);
    }
  }

  worker.on('error', endByItself);
  worker.on('exit', code =>
    endByItself(new Error(`it left by itself with code ${code}`)),
  );
  let stopClock = () => {};
  worker.on('message', (message: FromThread) => {
    stopClock();
    if ('begun' in message) {
      stopClock = after(questionMs, () => overrun(message.id));
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (asked && 'answer' in message) {
      asked.resolve(message.answer);
    } else if (asked && !('answer' in message)) {
      asked.reject(failureOf(message, asked));
    }
  });

  return {
    knows: store => numbers.has(store),
    change(store, change) {
      const number = numbers.get(store);
      if (number !== undefined) {
        send([{ number, store, change }]);
      }
    },
    start(store, all) {
      const number = ++lastNumber;
      numbers.set(store, number);
      const { name, kinds } = store;
      const start = {
        name,
        templates: kinds.templates,
        kinds: kinds.all.map(
          ({ groups, kind, category, reachability, watch }) => ({
            groups,
            kind,
            category,
            ...(reachability && { reachability }),
            ...(watch && { watch: { resource: watch.resource } }),
          }),
        ),
      };
      send([
        { message: { store: number, start } },
        ...all.map(change => ({ number, store, change })),
      ]);
    },
    forget(store) {
      const number = numbers.get(store);
      if (number !== undefined) {
        numbers.delete(store);
        send([{ message: { store: number, end: true } }]);
      }
    },
    ask: (store, question, reader) =>
      new Promise<Answer>((resolve, reject) => {
        const number = numbers.get(store) ?? 0;
        const id = ++lastNumber;
        const asked = { question, cluster: store.name, resolve, reject };
        if (end) {
          reject(endOf(asked, end));
          return;
        }
        waiting.set(id, asked);
        introduce(reader);
        send([{ message: { store: number, id, question, by: reader.key } }]);
      }),
    async end(why) {
      stopClock();
      finish(why);
      await worker.terminate();
    },
  };
}
