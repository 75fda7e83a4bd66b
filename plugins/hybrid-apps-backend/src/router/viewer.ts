import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { hybridAppViewPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Request } from 'express';
import { Member } from '../apps';
import { AppEntities } from '../catalog';
import { EVERYTHING, Sight } from '../namespaces';
import { callerOf } from '../permissions';
import { createReader, Reader } from '../policy';
import { sameItems } from '../sameItems';
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

type Members = readonly Member[];

/** Readers who may view other apps have other ids; so many sets of them are kept. */
const KEPT_IDS = 50;

/** The ids of some members that are not those of others; the same set for the same members. */
function createIds() {
  const kept: Array<{
    of: readonly Members[];
    but: readonly Members[];
    ids: ReadonlySet<string>;
  }> = [];
  return (of: readonly Members[], but: readonly Members[] = []) => {
    const index = kept.findIndex(
      one => sameItems(one.of, of) && sameItems(one.but, but),
    );
    const [known] = index === -1 ? [] : kept.splice(index, 1);
    const entry = known ?? { of, but, ids: idsIn(of, but) };
    kept.unshift(entry);
    kept.length = Math.min(kept.length, KEPT_IDS);
    return entry.ids;
  };
}

function idsIn(of: readonly Members[], but: readonly Members[]) {
  const others = new Set(but.flatMap(some => some.map(({ id }) => id)));
  return new Set(
    of.flatMap(some => some.map(({ id }) => id)).filter(id => !others.has(id)),
  );
}

const idsOf = createIds();

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
  const membersOf = (apps: readonly AppEntities[]) =>
    unhurried(apps, app => {
      try {
        return views.of(app, EVERYTHING, own).members.members;
      } catch {
        isWhole = false;
        return [];
      }
    });
  const shown = await membersOf(viewable);
  const ofSomeApp = await membersOf(all);
  return createReader(
    sight.readsClusters && isWhole
      ? { allBut: idsOf(ofSomeApp, shown) }
      : { only: idsOf(shown) },
    sight,
  );
}
