import { InputError, NotFoundError, toError } from '@backstage/errors';
import { createPolicies } from '../clusterPolicy';
import { answerTo } from '../questions';
import { Reader, readerFrom } from '../reader';
import { createMirror, Mirror } from './mirror';
import { FromThread, ToThread } from './messages';

function refusalOf(error: unknown): 'input' | 'notFound' | undefined {
  if (error instanceof InputError) {
    return 'input';
  }
  return error instanceof NotFoundError ? 'notFound' : undefined;
}

/** Takes what it is told one by one, and answers the questions among it. */
export function createServer(
  say: (message: FromThread) => void,
): (message: ToThread) => void {
  const mirrors = new Map<number, Mirror>();
  const readers = new Map<string, Reader>();
  const policies = createPolicies<Mirror>(({ enforcement }) => enforcement);

  function required<K, V>(map: ReadonlyMap<K, V>, key: K): V {
    const found = map.get(key);
    if (found === undefined) {
      throw new Error(`the thread was not told of '${key}'`);
    }
    return found;
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
      const { store, id, question, by } = message;
      try {
        const reader = required(readers, by);
        // A model is of all who ask, and takes its time from none of them.
        const policy = policies(required(mirrors, store));
        say({ id, begun: true });
        const answer = answerTo(question, policy, reader);
        say({ id, answer });
      } catch (error) {
        const refused = refusalOf(error);
        const { message: why } = toError(error);
        say(refused ? { id, refused, message: why } : { id, failed: why });
      }
    }
  };
}
