import { InputError, NotFoundError, toError } from '@backstage/errors';
import { createPolicies } from '../clusterPolicy';
import { answerTo } from '../questions';
import { Reader, readerFrom } from '../reader';
import { createMirror, Mirror } from './mirror';
import { Asked, FromThread, ToThread } from './messages';

function refusalOf(error: unknown): 'input' | 'notFound' | undefined {
  if (error instanceof InputError) {
    return 'input';
  }
  return error instanceof NotFoundError ? 'notFound' : undefined;
}

/**
 * Takes what it is told one by one, and answers the questions among it when there
 * is nothing more to take: where a cluster changes all the time, a model is made
 * for all who wait, and not for each.
 *
 * @param later - runs something once all is taken that came till then
 */
export function createServer(
  say: (message: FromThread) => void,
  later: (act: () => void) => void = setImmediate,
): (message: ToThread) => void {
  const mirrors = new Map<number, Mirror>();
  const readers = new Map<string, Reader>();
  const policies = createPolicies<Mirror>(({ enforcement }) => enforcement);
  let asked: Array<() => void> = [];

  function required<K, V>(map: ReadonlyMap<K, V>, key: K): V {
    const found = map.get(key);
    if (found === undefined) {
      throw new Error(`the thread was not told of '${key}'`);
    }
    return found;
  }

  function attempt(id: number, act: () => void): void {
    try {
      act();
    } catch (error) {
      const refused = refusalOf(error);
      const { message: why } = toError(error);
      say(refused ? { id, refused, message: why } : { id, failed: why });
    }
  }

  function answerAll() {
    const all = asked;
    asked = [];
    all.forEach(answer => answer());
  }

  function take({ store, id, question, by }: Asked) {
    // Both may be forgotten by the time that it is answered.
    const mirror = required(mirrors, store);
    const reader = required(readers, by);
    if (asked.length === 0) {
      later(answerAll);
    }
    asked.push(() =>
      attempt(id, () => {
        // A model is of all who ask, and takes its time from none of them.
        const policy = policies(mirror);
        say({ id, begun: true });
        say({ id, answer: answerTo(question, policy, reader) });
      }),
    );
  }

  return message => {
    if ('reader' in message) {
      readers.set(message.reader.key, readerFrom(message.reader));
    } else if ('forget' in message) {
      readers.delete(message.forget);
    } else if ('start' in message) {
      mirrors.set(message.store, createMirror(message.start));
    } else if ('end' in message) {
      mirrors.delete(message.store);
    } else if ('changes' in message) {
      message.changes.forEach(required(mirrors, message.store).change);
    } else {
      attempt(message.id, () => take(message));
    }
  };
}
