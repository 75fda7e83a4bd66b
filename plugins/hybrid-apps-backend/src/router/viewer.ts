import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { hybridAppViewPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Request } from 'express';
import { AppEntities } from '../catalog';
import { EVERYTHING, Sight } from '../namespaces';
import { callerOf } from '../permissions';
import { Reader, seesWorkload } from '../policy';
import { unhurried } from '../unhurried';
import { OwnStores } from '../views';
import { listOwnStores } from './ownStores';
import { RouterOptions } from './types';

/** Who asks, with what they bring and may see. */
export interface Viewer {
  credentials: BackstageCredentials;
  /** Clusters that show themselves to the caller's own token. */
  own: OwnStores;
  sight: Sight;
}

type Options = Pick<RouterOptions, 'access' | 'clusters'>;

/**
 * What a caller may see for some apps. A cluster that takes the caller's own
 * token decides itself what of it that is.
 */
export async function viewerOf(
  req: Pick<Request, 'headers'>,
  credentials: Viewer['credentials'],
  apps: readonly AppEntities[],
  { access, clusters }: Options,
): Promise<Viewer> {
  const [own, shared] = await Promise.all([
    listOwnStores(callerOf(credentials), req, apps, clusters),
    access.sightOf(credentials),
  ]);
  const sight =
    shared === EVERYTHING || own.size === 0
      ? shared
      : {
          ...shared,
          sees: (cluster: string, namespace: string) =>
            own.has(cluster) || shared.sees(cluster, namespace),
        };
  return { credentials, own, sight };
}

/**
 * Of which workloads beside those of an app a caller may be told: those of apps
 * that the caller may view and, with the right to read clusters, those of no app
 * at all, as far as they are in namespaces that the caller sees. Undefined where
 * that is all of them.
 */
export async function readerFor(
  {
    access,
    everyApp,
    views,
  }: Pick<RouterOptions, 'access' | 'everyApp' | 'views'>,
  { credentials, own, sight }: Viewer,
): Promise<Reader | undefined> {
  const [all, viewable] = await Promise.all([
    everyApp(),
    access.listApps(hybridAppViewPermission, credentials),
  ]);
  const parts = new Map(
    viewable.map(app => [stringifyEntityRef(app.entity), app.parts.length]),
  );
  const seesAllApps = all.every(
    app => parts.get(stringifyEntityRef(app.entity)) === app.parts.length,
  );
  if (sight === EVERYTHING && seesAllApps) {
    return undefined;
  }
  /** Of an app that cannot be told of, nobody knows what is of it. */
  let isWhole = true;
  const idsOf = async (apps: readonly AppEntities[]) => {
    const members = await unhurried(apps, app => {
      try {
        return views.of(app, EVERYTHING, own).members.members;
      } catch {
        isWhole = false;
        return [];
      }
    });
    return new Set(members.flatMap(one => one.map(({ id }) => id)));
  };
  const shown = await idsOf(viewable);
  const ofSomeApp = await idsOf(all);
  return {
    sight,
    mayName: id =>
      seesWorkload(sight, id) &&
      (shown.has(id) || (sight.readsClusters && isWhole && !ofSomeApp.has(id))),
  };
}
