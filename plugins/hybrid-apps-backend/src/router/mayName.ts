import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  clusterReadPermission,
  hybridAppViewPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppEntities } from '../catalog';
import { MayName } from '../policy';
import { unhurried } from '../unhurried';
import { OwnStores } from '../views';
import { RouterOptions } from './types';

/**
 * Of which workloads a caller may be told, by their topology ids: those of apps
 * that the caller may view, and, with the right to read clusters, those of no
 * app at all. Undefined where that is all of them.
 */
export async function mayNameFor(
  {
    access,
    everyApp,
    views,
  }: Pick<RouterOptions, 'access' | 'everyApp' | 'views'>,
  credentials: BackstageCredentials,
  own: OwnStores,
): Promise<MayName | undefined> {
  const [all, viewable, readsClusters] = await Promise.all([
    everyApp(),
    access.listApps(hybridAppViewPermission, credentials),
    access.require(clusterReadPermission, credentials).then(
      () => true,
      error => {
        if (error instanceof NotAllowedError) {
          return false;
        }
        throw error;
      },
    ),
  ]);
  const parts = new Map(
    viewable.map(app => [stringifyEntityRef(app.entity), app.parts.length]),
  );
  const seesAll = all.every(
    app => parts.get(stringifyEntityRef(app.entity)) === app.parts.length,
  );
  if (readsClusters && seesAll) {
    return undefined;
  }
  /** Of an app that cannot be told of, nobody knows what is of it. */
  let isWhole = true;
  const idsOf = async (apps: readonly AppEntities[]) => {
    const members = await unhurried(apps, app => {
      try {
        return views.of(app, own).members.members;
      } catch {
        isWhole = false;
        return [];
      }
    });
    return new Set(members.flatMap(one => one.map(({ id }) => id)));
  };
  const shown = await idsOf(viewable);
  const ofSomeApp = await idsOf(all);
  return id =>
    shown.has(id) || (readsClusters && isWhole && !ofSomeApp.has(id));
}
