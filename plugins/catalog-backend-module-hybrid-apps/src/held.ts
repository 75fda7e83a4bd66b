import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { DiscoveredApp } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { placesOf } from './entities';
import {
  ANNOTATION_DISCOVERED_AS,
  appId,
  HeldRefs,
  identityOf,
  systemIdentity,
} from './naming';
import { placesIn, Silence } from './silence';

/** How many that are gone are remembered: anyone may have apps come and go. */
const MAX_GONE = 10_000;

/**
 * Which references are in use: those that the catalog holds, and those that it
 * was told of and does not hold yet, or no longer.
 *
 * @param own - what the catalog holds of this provider
 * @param defaultOwner - of apps that have none
 */
export function heldRefs(
  own: readonly Entity[],
  remembered: HeldRefs,
  defaultOwner: string,
): HeldRefs {
  const held = new Map<string, string>();
  const taken = new Set<string>();
  const inCatalog = own.map(
    entity =>
      [identityOf(entity, defaultOwner), stringifyEntityRef(entity)] as const,
  );
  for (const [is, ref] of [...inCatalog, ...remembered]) {
    if (is !== undefined && !held.has(is) && !taken.has(ref)) {
      held.set(is, ref);
      taken.add(ref);
    }
  }
  return held;
}

/**
 * Hands the reference of an app that is gone on to the one that has all of its
 * namespaces now: they came to another owner, or got their first one, and the
 * app with them. No tenant can bring that about, as none can write whose a
 * namespace is.
 */
export function handedOn(
  held: HeldRefs,
  own: readonly Entity[],
  found: readonly DiscoveredApp[],
): HeldRefs {
  const there = new Set(found.map(systemIdentity));
  const after = new Map(held);
  const byRef = new Map(
    own.map(entity => [stringifyEntityRef(entity), entity]),
  );
  for (const [is, ref] of [...held].sort(([, a], [, b]) => (a < b ? -1 : 1))) {
    const system = byRef.get(ref);
    const as = system?.metadata.annotations?.[ANNOTATION_DISCOVERED_AS];
    const places = system?.kind === 'System' ? placesIn(system) : undefined;
    const heir =
      there.has(is) || !places
        ? undefined
        : found.find(
            app =>
              appId(app) === as &&
              !after.has(systemIdentity(app)) &&
              places.every(place => placesOf(app).includes(place)),
          );
    if (heir) {
      after.delete(is);
      after.set(systemIdentity(heir), ref);
    }
  }
  return after;
}

/**
 * Where Systems were that nobody tells of now, by what they stand for: there
 * they stay.
 */
export const silentPlaces = (
  own: readonly Entity[],
  silence: Silence,
  defaultOwner: string,
): ReadonlyMap<string, string[]> =>
  new Map(
    own.flatMap(entity => {
      const is = identityOf(entity, defaultOwner);
      const places = placesIn(entity)?.filter(silence.at) ?? [];
      return is !== undefined && places.length > 0 ? [[is, places]] : [];
    }),
  );

/**
 * What to remember once these entities are told to the catalog. An app that is
 * gone is still remembered: it may be back in a moment, and then it has the name
 * that it had.
 *
 * @param held - the references that were in use before
 */
export function remember(
  told: readonly Entity[],
  held: HeldRefs,
  lacksApps: boolean,
): HeldRefs {
  const now = new Map(
    told.flatMap(entity => {
      const is = identityOf(entity);
      return is === undefined
        ? []
        : [[is, stringifyEntityRef(entity)] as const];
    }),
  );
  const gone = [...held].filter(
    ([is, ref]) => !now.has(is) && (lacksApps || ref.startsWith('system:')),
  );
  return new Map([...gone.slice(-MAX_GONE), ...now]);
}
