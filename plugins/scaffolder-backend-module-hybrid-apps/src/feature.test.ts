import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ANNOTATION_LOCATION, Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import scaffolderEntityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
} from '@backstage/plugin-catalog-node';
import request from 'supertest';
import { eventually } from './__testUtils__/eventually';
import { readTemplate, TEMPLATE_FILE } from './__testUtils__/template';
import { catalogModuleHybridAppsTemplate } from './catalog';
import hybridAppsProvisioning from '.';

/** A catalog in a process of its own, without the scaffolder. */
async function startCatalog({
  template,
  locations = [],
}: {
  template?: object;
  locations?: object[];
}) {
  const logger = mockServices.logger.mock();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      scaffolderEntityModel,
      hybridAppsProvisioning,
      logger.factory,
      mockServices.rootConfig.factory({
        data: {
          // No rules: the catalog's own ones allow no template.
          catalog: {
            processingInterval: { seconds: 1 },
            stitchingStrategy: { mode: 'immediate' },
            locations,
          },
          hybridApps: { template },
        },
      }),
    ],
  });
  return {
    async templates(): Promise<Entity[]> {
      const { body } = await request(backend.server).get(
        '/api/catalog/entities?filter=kind=template',
      );
      return body;
    },
    logger,
    stop: () => backend.stop(),
  };
}

describe('the template in the catalog', () => {
  it('is there without a setting, as its file has it', async () => {
    const { templates, logger, stop } = await startCatalog({});

    const { apiVersion, metadata, spec } = readTemplate();
    await eventually(async () => {
      expect(await templates()).toMatchObject([
        {
          apiVersion,
          kind: 'Template',
          metadata: { ...metadata, namespace: 'default' },
          spec,
          relations: [],
        },
      ]);
    });
    expect(logger.warn).not.toHaveBeenCalled();
    expect(logger.error).not.toHaveBeenCalled();
    await stop();
  });

  it('belongs to who is named', async () => {
    const { templates, stop } = await startCatalog({
      template: { owner: 'group:default/platform' },
    });
    await eventually(async () => {
      expect(await templates()).toMatchObject([
        {
          spec: { owner: 'group:default/platform' },
          relations: [{ type: 'ownedBy', targetRef: 'group:default/platform' }],
        },
      ]);
    });
    await stop();
  });

  it('gives way to one of its name that someone registered', async () => {
    const { templates, stop } = await startCatalog({
      locations: [
        {
          type: 'file',
          target: TEMPLATE_FILE,
          rules: [{ allow: ['Template'] }],
        },
      ],
    });
    await eventually(async () => {
      expect(await templates()).toMatchObject([
        {
          metadata: {
            annotations: { [ANNOTATION_LOCATION]: `file:${TEMPLATE_FILE}` },
          },
        },
      ]);
    });
    await stop();
  });

  it.each([
    ['is provided unless told', undefined, 1],
    ['is provided where it is on', { enabled: true }, 1],
    ['is taken out again where it is off', { enabled: false }, 0],
  ])('%s', async (_, template, count) => {
    const providers: EntityProvider[] = [];
    const backend = await startTestBackend({
      features: [
        catalogModuleHybridAppsTemplate,
        mockServices.rootConfig.factory({ data: { hybridApps: { template } } }),
      ],
      extensionPoints: [
        [
          catalogProcessingExtensionPoint,
          {
            addEntityProvider: (...added) => providers.push(...added.flat()),
            addProcessor: () => {},
            addPlaceholderResolver: () => {},
            setOnProcessingErrorHandler: () => {},
          },
        ],
      ],
    });
    const applyMutation = jest.fn();
    await providers[0].connect({ applyMutation, refresh: jest.fn() });

    // All that the provider has: what it had before is gone.
    expect(applyMutation.mock.calls).toEqual([
      [{ type: 'full', entities: expect.any(Array) }],
    ]);
    expect(applyMutation.mock.calls[0][0].entities).toHaveLength(count);
    await backend.stop();
  });
});
