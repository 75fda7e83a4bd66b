import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { ownerRef } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { EntityDefaults } from './entities';

/** What the configuration tells of entities where the clusters do not. */
export function readDefaults(settings: Config): EntityDefaults {
  const owner = settings.getOptionalString('defaultOwner') ?? 'unknown';
  if (ownerRef(owner) === undefined) {
    throw new InputError(
      `catalog.providers.hybridApps.defaultOwner is '${owner}', which is no entity reference. Write one like group:default/platform.`,
    );
  }
  return {
    owner,
    lifecycle: settings.getOptionalString('lifecycle') ?? 'production',
  };
}
