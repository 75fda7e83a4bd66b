import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { describeObject } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AskHybridApps } from '../hybridApps';
import { manifestsInput, readManifests } from '../manifests';
import { outputOf } from '../objects';
import { targetInput } from './target';
import { applyExamples } from './examples';

/** Creates what manifests describe, all of it or nothing. */
export const createApplyAction = (services: { ask: AskHybridApps }) =>
  createTemplateAction({
    id: 'hybrid-apps:apply',
    description:
      'Creates what manifests describe on a cluster, all or none; nothing that exists is changed. What it creates is removed when the task fails or is cancelled, at whichever step.',
    examples: applyExamples,
    schema: {
      input: { ...targetInput, ...manifestsInput },
      output: {
        objects: z =>
          z
            .array(z.record(z.unknown()))
            .describe('What was applied, for hybrid-apps:wait'),
      },
    },
    async handler(ctx) {
      const { cluster, namespace } = ctx.input;
      const task = ctx.task.id;
      const manifests = await readManifests(ctx.input, ctx.workspacePath);
      const credentials = await ctx.getInitiatorCredentials();
      // Without ctx.signal: a write that nobody waits for is hard to undo. The
      // task ends after it all the same.
      const { items } = await services.ask(
        credentials,
        (api, options) =>
          api.applyManifests(cluster, { manifests, namespace, task }, options),
        // Of what broke off nobody knows whether it was done; done twice, it
        // would meet its own objects as somebody else's.
        { isRepeatable: false, tell: line => ctx.logger.info(line) },
      );
      const objects = [];
      for (const item of items) {
        objects.push(outputOf(item));
        ctx.logger.info(`Created ${describeObject(item)}`);
      }
      ctx.output('objects', objects);
    },
  });
