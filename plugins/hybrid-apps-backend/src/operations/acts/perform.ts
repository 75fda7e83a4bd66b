import { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, toError } from '@backstage/errors';
import {
  Clusters,
  ClusterStore,
  KubeConnectionError,
  KubeObject,
  KubeRequests,
  KubeStatusError,
} from '../../clusters';
import { ActRow, ActRows, NewAct } from './rows';
import { Act, Progress, Step, StepRequest } from './types';

/** An act that may be done, and all that it takes. */
export interface Asked {
  /** How it is written down. */
  noted: Omit<NewAct, 'act'>;
  act: Act;
  /** As it was when `offer` allowed it. */
  object: KubeObject;
  /** Writes in the name that the cluster is to see. */
  client: KubeRequests;
}

/** An act that was written down. */
export interface Performed {
  row: ActRow;
  isNew: boolean;
  ended: Promise<ActRow | undefined>;
}

/** Does acts, one step after the other, and follows each to its end. */
export interface Performer {
  /**
   * Done once the cluster has taken the first request, or refused it; what
   * follows is followed on, and stands in the row. The same id again does
   * nothing and gives the row.
   *
   * @returns `ended`: the row once it has ended; undefined where nobody here follows it to its end
   * @throws ConflictError where another act on the object is under way
   */
  perform(asked: Asked): Promise<Performed>;
  /**
   * Follows an act of one step to its end that nobody follows any more, as its
   * backend was restarted. It asks the cluster for nothing.
   *
   * @returns the row as it ended, undefined where it is let go of
   */
  resume(asked: Asked): Promise<ActRow | undefined>;
  /** Lets go of what is under way: what was asked of a cluster goes on there. */
  stop(): void;
}

/** Of an answer that was lost, so long is looked whether it came about, in milliseconds. */
const LOST_MS = 60_000;

/**
 * What an API server says where the `test` of a JSON Patch failed.
 * Source: kubernetes, apimachinery, `NewGenericServerResponse`.
 */
const PATCH_REFUSED =
  'the server rejected our request due to an error in our request';

/** What a cluster says of a request, for the person who asked. */
function refusedWith({ code, serverMessage }: KubeStatusError): string {
  if (code === 401) {
    return `The cluster does not take the portal's credential: ${serverMessage}. Tell whoever keeps the portal.`;
  }
  if (code === 403) {
    return `The cluster does not allow it: ${serverMessage}`;
  }
  return code === 422 && serverMessage.startsWith(PATCH_REFUSED)
    ? 'It was changed meanwhile, so nothing was done. Look at it again.'
    : `The cluster refused it: ${serverMessage}`;
}

const nothingDone = (error: unknown) =>
  `Nothing was done: ${toError(error).message}`;

const LOST =
  'The answer of the cluster was lost, and nothing tells whether it took it. Look at the object before you try again.';

/** What became of a request; of one that is lost, whether its step's progress can tell. */
type Answer =
  | { is: 'taken' }
  | { is: 'refused'; why: string }
  | { is: 'lost'; why: string; isTold: boolean };

/**
 * Whether a request may have been done all the same: where a proxy answered, or
 * the server without a word of its own. KubeVirt refuses with 500 and a reason.
 */
const isUnsure = ({ code, reason }: KubeStatusError) =>
  code === 502 || code === 504 || (code >= 500 && reason === undefined);

async function send(
  step: Step,
  client: KubeRequests,
  store: ClusterStore | undefined,
): Promise<Answer> {
  // What is there before tells nothing of a request: a guest that runs, runs after a reset as well.
  const isTold = store !== undefined && step.progress(store).state !== 'done';
  let request: StepRequest;
  try {
    request =
      typeof step.request === 'function'
        ? await step.request({
            read: async path =>
              (
                await client.request({ method: 'GET', path })
              ).body,
          })
        : step.request;
  } catch (error) {
    // To read does nothing, so nothing is lost.
    return {
      is: 'refused',
      why:
        error instanceof KubeStatusError
          ? refusedWith(error)
          : nothingDone(error),
    };
  }
  try {
    await client.request(request);
    return { is: 'taken' };
  } catch (error) {
    if (error instanceof KubeStatusError && !isUnsure(error)) {
      return { is: 'refused', why: refusedWith(error) };
    }
    if (error instanceof KubeConnectionError && error.isUnsent) {
      return { is: 'refused', why: nothingDone(error) };
    }
    return { is: 'lost', why: toError(error).message, isTold };
  }
}

export function createPerformer(options: {
  rows: ActRows;
  clusters: Pick<Clusters, 'subscribe' | 'get'>;
  logger: Pick<LoggerService, 'error'>;
}): Performer {
  const { rows, clusters, logger } = options;
  const following = new Set<() => void>();
  let isStopped = false;
  const storeOf = (cluster: string) => clusters.get(cluster)?.store;

  /** Looks at the cluster with each change of it, until a step came about or its time is over. */
  const follow = (
    cluster: string,
    step: Step,
    timeoutMs: number,
  ): Promise<Progress | 'stopped'> =>
    new Promise(resolve => {
      let end = (_: Progress | 'stopped') => {};
      const look = () => {
        const store = storeOf(cluster);
        const progress = store && step.progress(store);
        if (progress && progress.state !== 'going') {
          end(progress);
        }
      };
      const unsubscribe = clusters.subscribe(change => {
        if (change.cluster === cluster) {
          look();
        }
      });
      const timer = setTimeout(() => end({ state: 'going' }), timeoutMs);
      timer.unref();
      const stop = () => end('stopped');
      following.add(stop);
      if (isStopped) {
        queueMicrotask(stop);
      }
      end = how => {
        clearTimeout(timer);
        unsubscribe();
        following.delete(stop);
        resolve(how);
      };
      look();
    });

  /** All steps of an act, of which the first was sent already. */
  async function goOn(
    id: string,
    steps: readonly Step[],
    first: Answer,
    { noted: { cluster }, client }: Asked,
  ): Promise<void> {
    let answer = first;
    let note: string | undefined;
    for (const [index, step] of steps.entries()) {
      if (index > 0) {
        await rows.extend(id, step.timeoutMs);
        answer = await send(step, client, storeOf(cluster));
      }
      if (answer.is === 'refused') {
        await rows.end(id, 'failed', answer.why);
        return;
      }
      if (answer.is === 'lost' && !answer.isTold) {
        await rows.end(id, 'unknown', `${LOST} ${answer.why}`);
        return;
      }
      const how = await follow(
        cluster,
        step,
        answer.is === 'lost' ? LOST_MS : step.timeoutMs,
      );
      if (how === 'stopped') {
        return;
      }
      if (how.state === 'failed' || how.state === 'unknown') {
        await rows.end(id, how.state, how.why);
        return;
      }
      if (how.state === 'going') {
        await (answer.is === 'lost'
          ? rows.end(id, 'unknown', `${LOST} ${answer.why}`)
          : rows.end(id, 'late'));
        return;
      }
      note = how.note ?? note;
    }
    await rows.end(id, 'done', note);
  }

  /** The same, with the row as it is then; what is let go of has none. */
  async function toEnd(
    id: string,
    steps: readonly Step[],
    first: Answer,
    asked: Asked,
  ): Promise<ActRow | undefined> {
    try {
      await goOn(id, steps, first, asked);
      const row = await rows.read(id);
      return row?.endedAt === undefined ? undefined : row;
    } catch (error) {
      logger.error(
        `What became of act '${id}' could not be written down`,
        toError(error),
      );
      return undefined;
    }
  }

  /** @throws NotFoundError where the cluster is not there */
  function stepsOf({ noted, act, object }: Asked): readonly Step[] {
    const store = storeOf(noted.cluster);
    const steps = store ? act.steps(object, noted.input, store) : [];
    if (steps.length === 0) {
      throw new NotFoundError(
        `Cluster '${noted.cluster}' is not there any more.`,
      );
    }
    return steps;
  }

  return {
    async perform(asked) {
      const { noted, act, client } = asked;
      const steps = stepsOf(asked);
      const begun = await rows.begin(
        { ...noted, act: act.id },
        steps[0].timeoutMs,
        act.overtakes,
      );
      if (!begun.isNew) {
        return { ...begun, ended: Promise.resolve(undefined) };
      }
      const { id } = noted;
      const answer = await send(steps[0], client, storeOf(noted.cluster));
      if (answer.is === 'refused') {
        const row = await rows.end(id, 'failed', answer.why);
        return { row, isNew: true, ended: Promise.resolve(row) };
      }
      if (answer.is === 'taken') {
        await rows.taken(id);
      }
      const ended = toEnd(id, steps, answer, asked);
      return { row: (await rows.read(id)) ?? begun.row, isNew: true, ended };
    },
    async resume(asked) {
      const { id } = asked.noted;
      const row = await rows.read(id);
      if (!row || row.endedAt !== undefined) {
        return row;
      }
      const steps = stepsOf(asked);
      await rows.extend(id, steps[0].timeoutMs);
      // Whether the cluster was asked at all is not known of one that it did not answer yet.
      const answer: Answer =
        row.state === 'asked'
          ? { is: 'lost', why: 'The portal was restarted.', isTold: true }
          : { is: 'taken' };
      return toEnd(id, steps, answer, asked);
    },
    stop() {
      isStopped = true;
      following.forEach(stop => stop());
    },
  };
}
