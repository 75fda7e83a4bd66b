import {
  coreServices,
  createBackendModule,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
} from '@backstage/plugin-catalog-node';
import { readFile } from 'node:fs/promises';
import { templateEntity } from './templateEntity';

const NAME = 'hybrid-apps-template';

const TEMPLATE_FILE = resolvePackagePath(
  '@hybrid-apps/backstage-plugin-scaffolder-backend-module-hybrid-apps',
  'templates/hybrid-application/template.yaml',
);

/** Provides just these entities: what it provided before goes, also from an earlier start. */
const fixedEntityProvider = (entities: Entity[]): EntityProvider => ({
  getProviderName: () => NAME,
  connect: connection =>
    connection.applyMutation({
      type: 'full',
      // Without a location key, so that a template that someone registers by
      // the same name takes the place of ours.
      entities: entities.map(entity => ({ entity })),
    }),
});

/**
 * The module of the catalog that brings the template in. What a provider brings
 * is not subject to `catalog.rules`, so a portal need not allow anything for it.
 */
export const catalogModuleHybridAppsTemplate = createBackendModule({
  pluginId: 'catalog',
  moduleId: NAME,
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ config, processing }) {
        const settings = config.getOptionalConfig('hybridApps.template');
        const enabled = settings?.getOptionalBoolean('enabled') ?? true;
        const template = async () =>
          templateEntity(
            await readFile(TEMPLATE_FILE, 'utf8'),
            settings?.getOptionalString('owner'),
          );
        processing.addEntityProvider(
          fixedEntityProvider(enabled ? [await template()] : []),
        );
      },
    });
  },
});
