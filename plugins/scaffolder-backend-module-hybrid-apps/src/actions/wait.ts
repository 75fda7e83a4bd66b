import { toError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  CreatedObject,
  Readiness,
  asSentence,
  describeObject,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPassing, Persistence } from '../askAgain';
import { taskOf, tellUndone, undoTask, UndoServices } from '../undo';
import { waitExamples } from './examples';

const DEFAULT_TIMEOUT_MINUTES = 15;
/** Soon at first, for what is quickly there, and then seldom. */
const POLL_MS = { first: 200, most: 2_000 };
const SLOWER = 1.5;
const MINUTE_MS = 60_000;

/** What is told of an object; undefined where there is nothing to tell. */
function storyOf({ object, state, message }: Readiness): string | undefined {
  switch (state) {
    case 'ready':
      return `${describeObject(object)} is ready`;
    case 'absent':
    case 'failed': // the error says it
      return undefined;
    default:
      return message;
  }
}

const keyOf = ({ object }: Readiness) => `${object.kind}/${object.name}`;

/** Whether an object has done its work for good, so that it may go. */
const isDone = ({ object, state }: Readiness): boolean =>
  state === 'ready' && object.kind === 'Job';

/** Follows objects until all are ready; `tell` gets a line for each news. */
async function waitUntilReady(options: {
  cluster: string;
  check: (how: Persistence) => Promise<Readiness[]>;
  tell: (line: string) => void;
  signal?: AbortSignal;
  timeoutMinutes: number;
  pollMs: typeof POLL_MS;
}): Promise<void> {
  const { cluster, check, tell, signal, timeoutMinutes, pollMs } = options;
  const deadline = performance.now() + timeoutMinutes * MINUTE_MS;
  const told = new Map<string, string>();
  const seen = new Set<string>();
  const done = new Set<string>();
  const missing = new Set<string>();
  let pending: Readiness[] = [];
  /** Why the last answer did not come. */
  let silence: string | undefined;
  let pauseMs = pollMs.first;
  const news = (key: string, line: string) => {
    if (told.get(key) !== line) {
      told.set(key, line);
      tell(line);
    }
  };
  for (;;) {
    signal?.throwIfAborted();
    try {
      const answers = await check({
        isRepeatable: true,
        tell: line => news('', line),
        deadline,
        signal,
      });
      answers.filter(isDone).forEach(item => done.add(keyOf(item)));
      const items = answers.filter(
        item => item.state !== 'absent' || !done.has(keyOf(item)),
      );
      const gone = items.filter(
        item => item.state === 'absent' && seen.has(keyOf(item)),
      );
      // What tells how a Job ended may come a moment after the Job is gone.
      const lost = gone.find(item => missing.has(keyOf(item)));
      if (lost) {
        throw new Error(
          `${describeObject(lost.object)} was deleted meanwhile.`,
        );
      }
      gone.forEach(item => missing.add(keyOf(item)));
      for (const item of items) {
        const key = keyOf(item);
        const line = storyOf(item);
        if (item.state !== 'absent') {
          seen.add(key);
          missing.delete(key);
        }
        // What works from the start, like a Service, is no news.
        if (line && (item.state !== 'ready' || told.has(key))) {
          news(key, line);
        }
      }
      const failed = items.filter(({ state }) => state === 'failed');
      if (failed.length > 0) {
        throw new Error(failed.map(({ message }) => message).join('\n'));
      }
      silence = undefined;
      pending = items.filter(({ state }) => state !== 'ready');
      if (pending.length === 0) {
        return;
      }
    } catch (error) {
      if (!isPassing(error)) {
        throw error;
      }
      silence = toError(error).message;
    }
    if (performance.now() >= deadline) {
      const reasons = pending.map(
        ({ object, message }) =>
          message ?? `${describeObject(object)} is not ready`,
      );
      throw new Error(
        [
          `Not ready on cluster '${cluster}' after ${timeoutMinutes} minutes:`,
          ...new Set(reasons.map(asSentence)),
          ...(silence === undefined
            ? []
            : [`The portal did not answer: ${asSentence(silence)}`]),
        ].join(' '),
      );
    }
    await sleep(pauseMs, undefined, { signal });
    pauseMs = Math.min(pauseMs * SLOWER, pollMs.most);
  }
}

/** Waits until what was applied works, and tells how far it is. */
export const createWaitAction = (
  services: UndoServices & { pollMs?: typeof POLL_MS },
) =>
  createTemplateAction({
    id: 'hybrid-apps:wait',
    description:
      'Waits until VMs, disks and workloads are ready, telling how far they are. Fails with the reason as soon as one cannot become ready, or when the time is over.',
    examples: waitExamples,
    schema: {
      input: {
        cluster: z => z.string().describe('The cluster that they are on'),
        objects: z =>
          z
            .array(
              z
                .object({
                  apiVersion: z.string(),
                  kind: z.string(),
                  namespace: z.string().optional(),
                  name: z.string(),
                  uid: z.string().optional(),
                })
                .passthrough(),
            )
            .min(1)
            .max(200)
            .describe('The objects, as hybrid-apps:apply gives them'),
        timeoutMinutes: z =>
          z
            .number()
            .positive()
            .max(50)
            .optional()
            .describe(
              `How long to wait, ${DEFAULT_TIMEOUT_MINUTES} minutes unless told; at most 50, as the initiator's credentials last for an hour`,
            ),
      },
    },
    async handler(ctx) {
      const { cluster, timeoutMinutes = DEFAULT_TIMEOUT_MINUTES } = ctx.input;
      const { ask, pollMs = POLL_MS } = services;
      const credentials = await ctx.getInitiatorCredentials();
      // Now, as the credentials are erased when the task is cancelled.
      const task = await taskOf(services, ctx);
      const objects = ctx.input.objects.map(
        ({ apiVersion, kind, namespace, name, uid }): CreatedObject => ({
          apiVersion,
          kind,
          namespace,
          name,
          ...(uid && { uid }),
        }),
      );
      try {
        await waitUntilReady({
          cluster,
          check: async how => {
            const { items } = await ask(
              credentials,
              (api, options) => api.checkReadiness(cluster, objects, options),
              how,
            );
            return items;
          },
          tell: line => ctx.logger.info(line),
          signal: ctx.signal,
          timeoutMinutes,
          pollMs,
        });
      } catch (error) {
        if (!ctx.signal?.aborted) {
          throw error;
        }
        // No step runs after a cancel, also none that undoes.
        tellUndone(ctx.logger, await undoTask(services, task));
        throw new Error('Cancelled while waiting.');
      }
      ctx.logger.info('Everything is ready.');
    },
  });
