import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { AppSummary } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppEntities } from '../catalog';

/** The list's line of an app that cannot be told of. */
export function failedSummary(
  { entity }: AppEntities,
  error: unknown,
): Omit<AppSummary, 'changedAt'> {
  const { name, title } = entity.metadata;
  return {
    entityRef: stringifyEntityRef(entity),
    name,
    ...(title && { title }),
    health: 'unknown',
    unhealthy: 0,
    vms: 0,
    containers: 0,
    clusters: [],
    posture: { isolated: 0, open: 0, unknown: 0 },
    knowledge: [
      {
        cluster: '*',
        kind: '*',
        state: 'unresolved',
        message: `How this app is could not be told: ${
          toError(error).message
        }. It is a fault of the portal; please report it.`,
      },
    ],
  };
}
