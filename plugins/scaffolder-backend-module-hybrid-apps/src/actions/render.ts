import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { describeObject } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { applicationSchema, renderApplication } from '../application';
import { renderExamples } from './examples';

/** Makes the manifests of a hybrid application from the answers of a form. */
export const createRenderAction = () =>
  createTemplateAction({
    id: 'hybrid-apps:render',
    description:
      'Makes the manifests of a hybrid application: a web tier in containers and a database in a VM, with Services and network policies.',
    supportsDryRun: true,
    examples: renderExamples,
    schema: {
      input: z => applicationSchema(z),
      output: {
        manifests: z =>
          z
            .array(z.record(z.unknown()))
            .describe('For hybrid-apps:check and hybrid-apps:apply'),
      },
    },
    async handler(ctx) {
      const manifests = renderApplication(ctx.input);
      const names = manifests.map(({ kind, metadata: { name } }) =>
        describeObject({ kind, name }),
      );
      ctx.logger.info(`${ctx.input.name} consists of ${names.join(', ')}.`);
      ctx.output('manifests', manifests);
    },
  });
