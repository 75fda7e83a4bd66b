import { AuthService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { describeObject } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AskHybridApps } from '../hybridApps';
import { manifestsInput, readManifests } from '../manifests';
import { outputOf } from '../objects';
import { targetInput } from './target';
import { checkExamples } from './examples';

/** Asks the cluster whether it would take the manifests; nothing is written. */
export const createCheckAction = (services: {
  ask: AskHybridApps;
  auth: AuthService;
  catalog: CatalogService;
}) =>
  createTemplateAction({
    id: 'hybrid-apps:check',
    description:
      'Checks on a cluster whether manifests can be created, without writing anything. Lists everything that is wrong with them.',
    supportsDryRun: true,
    examples: checkExamples,
    schema: {
      input: {
        ...targetInput,
        ...manifestsInput,
        newEntity: z =>
          z
            .string()
            .optional()
            .describe(
              'The entity that the app is to become in the catalog; the check fails where it exists already',
            ),
      },
      output: {
        items: z =>
          z.array(z.record(z.unknown())).describe('What would be created'),
      },
    },
    async handler(ctx) {
      const { cluster, namespace, newEntity } = ctx.input;
      const manifests = await readManifests(ctx.input, ctx.workspacePath);
      if (newEntity) {
        // As the module itself: a name is taken also where its app is hidden
        // from who asks.
        const credentials = await services.auth.getOwnServiceCredentials();
        const taken = await services.catalog.getEntityByRef(newEntity, {
          credentials,
        });
        if (taken) {
          throw new ConflictError(
            `${newEntity} exists already in the catalog. Choose another name.`,
          );
        }
      }
      const credentials = await ctx.getInitiatorCredentials();
      const { items } = await services.ask(
        credentials,
        (api, options) =>
          api.applyManifests(
            cluster,
            {
              manifests,
              namespace,
              task: ctx.task.id,
              dryRun: true,
            },
            options,
          ),
        {
          isRepeatable: true,
          tell: line => ctx.logger.info(line),
          signal: ctx.signal,
        },
      );
      const intended = [];
      for (const item of items) {
        intended.push(outputOf(item));
        ctx.logger.info(`Would create ${describeObject(item)}`);
        for (const warning of item.warnings ?? []) {
          ctx.logger.warn(`${describeObject(item)}: ${warning}`);
        }
      }
      ctx.output('items', intended);
    },
  });
