import { parseEntityRef } from '@backstage/catalog-model';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ActDone,
  ActOffer,
  asSentence,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Persistence } from '../askAgain';
import { AskHybridApps } from '../hybridApps';
import { performActExamples } from './examples';

const DEFAULT_TIMEOUT_MINUTES = 30;
/** Soon at first, for what is quickly done, and then seldom. */
const POLL_MS = { first: 200, most: 2_000 };
const SLOWER = 1.5;
const MINUTE_MS = 60_000;

/** Whether more is to come of it. */
const isOpen = ({ state }: Pick<ActDone, 'state'>): boolean =>
  state === 'asked' || state === 'taken';

/** How an act ended that is not done. */
const ENDS: Record<Exclude<ActDone['state'], 'done'>, string> = {
  asked: 'has not ended',
  taken: 'has not ended',
  failed: 'failed',
  late: 'takes longer than it should',
  unknown: 'is not known to have been done',
};

/**
 * The same for the same step of the same task, so that a task that is taken up
 * again does nothing twice; another for each turn of a step that has `each`.
 */
const idOf = (...asked: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 40);

function requirePossible(
  offer: ActOffer | undefined,
  act: string,
  object: string,
): ActOffer {
  if (!offer) {
    throw new Error(
      `'${act}' cannot be done to '${object}': there is no such act, it has nothing to do with the object as it is, or the object is not there.`,
    );
  }
  if (!offer.possible) {
    throw new Error(
      `'${offer.label}' cannot be done to '${object}': ${asSentence(
        offer.why ?? 'no reason is told',
      )}`,
    );
  }
  return offer;
}

/** Does something to an object of an app, and waits for how it ends. */
export const createPerformActAction = (services: {
  ask: AskHybridApps;
  pollMs?: typeof POLL_MS;
}) =>
  createTemplateAction({
    id: 'hybrid-apps:act:perform',
    description:
      'Does something to an object of an app, like to stop a VM, in the name of who started the task, and waits until it is done. Fails with the reason where it is not possible, not allowed, or does not come about.',
    examples: performActExamples,
    schema: {
      input: {
        entityRef: z =>
          z.string().describe('The app, like system:default/inventory'),
        object: z =>
          z
            .string()
            .describe(
              'The id of the object, like onprem/shop/kubevirt.io/VirtualMachine/db',
            ),
        act: z => z.string().describe('The id of the act, like vm-stop'),
        input: z =>
          z
            .record(z.unknown())
            .optional()
            .describe('What the act takes, like replicas'),
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
      output: {
        id: z => z.string().describe('By which the act is on the tab Changes'),
      },
    },
    async handler(ctx) {
      const { ask, pollMs = POLL_MS } = services;
      const { object, act, input } = ctx.input;
      const { timeoutMinutes = DEFAULT_TIMEOUT_MINUTES } = ctx.input;
      const app = parseEntityRef(ctx.input.entityRef);
      const { signal } = ctx;
      const credentials = await ctx.getInitiatorCredentials();
      const deadline = performance.now() + timeoutMinutes * MINUTE_MS;
      const id = idOf(
        ctx.task.id,
        ctx.step?.id,
        ctx.each,
        ctx.input.entityRef,
        object,
        act,
        input,
      );
      // The same id does nothing twice, so all of it may be asked again.
      const how: Persistence = {
        isRepeatable: true,
        tell: line => ctx.logger.info(line),
        deadline,
        signal,
      };
      const look = async () => {
        const { items } = await ask(
          credentials,
          (api, options) => api.listActs(app, { act: id }, options),
          how,
        );
        // An id that can be foretold may be somebody else's by now, of another act.
        return items.find(one => one.act === act && one.object === object);
      };
      const begin = async () => {
        const { items } = await ask(
          credentials,
          (api, options) => api.queryActs(app, [object], options),
          how,
        );
        const { basis, label } = requirePossible(
          items[0]?.acts.find(offer => offer.act === act),
          act,
          object,
        );
        ctx.logger.info(`${label}: ${object}`);
        return ask(
          credentials,
          (api, options) =>
            api.performAct(
              app,
              { id, act, object, basis, ...(input && { input }) },
              options,
            ),
          how,
        );
      };
      let done: ActDone;
      try {
        done = (await look()) ?? (await begin());
        ctx.output('id', id);
        let pauseMs = pollMs.first;
        while (isOpen(done) && performance.now() < deadline) {
          await sleep(pauseMs, undefined, { signal });
          pauseMs = Math.min(pauseMs * SLOWER, pollMs.most);
          done = (await look()) ?? done;
        }
      } catch (error) {
        throw signal?.aborted
          ? new Error(
              "Cancelled. What was asked of the cluster by then goes on there; the app's tab Changes tells how it ends.",
            )
          : error;
      }
      if (done.state !== 'done') {
        throw new Error(
          [
            `'${act}' on '${object}' ${ENDS[done.state]}`,
            done.message ??
              `after ${timeoutMinutes} minutes; the app's tab Changes tells how it ends`,
          ]
            .map(asSentence)
            .join(' '),
        );
      }
      ctx.logger.info('Done.');
    },
  });
