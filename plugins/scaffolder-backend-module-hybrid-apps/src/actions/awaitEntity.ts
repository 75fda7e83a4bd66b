import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { askAgain, isPassing, Pace } from '../askAgain';
import { awaitEntityExamples } from './examples';

const DEFAULT_TIMEOUT_SECONDS = 120;
const POLL_MS = 2_000;

/** Waits for an entity that the catalog finds by itself. */
export const createAwaitEntityAction = (services: {
  catalog: CatalogService;
  pollMs?: number;
  pace?: Pace;
}) =>
  createTemplateAction({
    id: 'hybrid-apps:await-entity',
    description:
      'Waits until the catalog has found an app. Where that takes too long it says so and goes on: the app works without its entity.',
    examples: awaitEntityExamples,
    schema: {
      input: {
        entityRef: z => z.string().describe('Like system:default/inventory'),
        timeoutSeconds: z =>
          z
            .number()
            .positive()
            .optional()
            .describe(`${DEFAULT_TIMEOUT_SECONDS} unless told`),
      },
      output: {
        found: z => z.boolean().describe('Whether it is there'),
      },
    },
    async handler(ctx) {
      const { entityRef, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const deadline = performance.now() + timeoutSeconds * 1_000;
      let isTold = false;
      /** Nothing, where the catalog cannot be asked until the time is over. */
      const find = async () => {
        try {
          return await askAgain(
            () => services.catalog.getEntityByRef(entityRef, { credentials }),
            {
              isRepeatable: true,
              deadline,
              signal: ctx.signal,
              tell: line => {
                if (!isTold) {
                  ctx.logger.info(line);
                }
                isTold = true;
              },
            },
            services.pace,
          );
        } catch (error) {
          if (!isPassing(error)) {
            throw error;
          }
          return undefined;
        }
      };
      for (;;) {
        ctx.signal?.throwIfAborted();
        const entity = await find();
        if (entity) {
          ctx.logger.info(`${entityRef} is in the catalog.`);
          ctx.output('found', true);
          return;
        }
        if (performance.now() >= deadline) {
          ctx.logger.warn(
            `${entityRef} is not in the catalog yet. It comes by itself when the portal's catalog reads the clusters next.`,
          );
          ctx.output('found', false);
          return;
        }
        await sleep(services.pollMs ?? POLL_MS, undefined, {
          signal: ctx.signal,
        });
      }
    },
  });
