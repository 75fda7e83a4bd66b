import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_OWNER_CONFLICT,
  ownerRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isOurs } from './handRegistered';

/** Who owned an app when this provider last told the catalog, by the reference of its System. */
export type RememberedOwners = ReadonlyMap<
  string,
  {
    owner: string;
    /** Of the System as the catalog had it then: while it is the same, the catalog has not caught up. */
    etag?: string;
  }
>;

const isSystem = ({ kind }: Entity) => kind === 'System';

const ownerOf = (entity: Entity | undefined): string | undefined => {
  const owner = entity?.spec?.owner;
  return typeof owner === 'string' ? owner : undefined;
};

/** The System that an entity is, or is a part of. */
const systemRefOf = (entity: Entity): string =>
  isSystem(entity)
    ? stringifyEntityRef(entity)
    : String(entity.spec?.system ?? '');

/** The entities of the catalog by their references. */
const byRef = (entities: readonly Entity[]) =>
  new Map(entities.map(entity => [stringifyEntityRef(entity), entity]));

/**
 * Leaves each app the owner that it had where its namespaces do not tell one,
 * and where the catalog has parts of it that no cluster tells of now:
 * then who is silent may say otherwise.
 *
 * @param found - what this provider would add, an app's System before its parts
 * @param present - what the catalog holds now: the entities with the same
 * references, and all parts of the same Systems
 * @param lacksApps - whether a cluster does not tell, so that parts of apps stay
 * that are not found
 */
export function settleOwners(
  found: Entity[],
  present: readonly Entity[],
  remembered: RememberedOwners,
  lacksApps: boolean,
): Entity[] {
  const before = byRef(present);
  const foundRefs = byRef(found);
  const silent = new Set(
    lacksApps
      ? present
          .filter(
            entity =>
              isOurs(entity) && !foundRefs.has(stringifyEntityRef(entity)),
          )
          .flatMap(({ relations = [] }) => relations)
          .filter(({ type }) => type === 'partOf')
          .map(({ targetRef }) => targetRef)
      : [],
  );
  const kept = new Map<string, string>();
  for (const system of found.filter(isSystem)) {
    const ref = stringifyEntityRef(system);
    const isDisputed =
      system.metadata.annotations?.[ANNOTATION_OWNER_CONFLICT] !== undefined;
    if (isDisputed || silent.has(ref)) {
      const known = before.get(ref);
      const last = remembered.get(ref);
      const owner =
        last && last.etag === known?.metadata.etag
          ? last.owner
          : ownerOf(known) ?? last?.owner;
      // None that the catalog cannot resolve stays, whoever told it once.
      if (
        owner !== undefined &&
        ownerRef(owner, system.metadata.namespace) !== undefined
      ) {
        kept.set(ref, owner);
      }
    }
  }
  return found.map(entity => {
    const owner = kept.get(systemRefOf(entity));
    return owner === undefined
      ? entity
      : { ...entity, spec: { ...entity.spec, owner } };
  });
}

/** What to remember of owners once these entities are told to the catalog. */
export function rememberOwners(
  told: readonly Entity[],
  present: readonly Entity[],
): RememberedOwners {
  const before = byRef(present);
  return new Map(
    told.filter(isSystem).flatMap(system => {
      const ref = stringifyEntityRef(system);
      const owner = ownerOf(system);
      const etag = before.get(ref)?.metadata.etag;
      return owner === undefined ? [] : [[ref, { owner, etag }] as const];
    }),
  );
}

/** Sentences for the log, by the System that they are about: of each app whose owner is in dispute. */
export const conflictsOf = (told: readonly Entity[]): Map<string, string> =>
  new Map(
    told.flatMap(entity => {
      const said = entity.metadata.annotations?.[ANNOTATION_OWNER_CONFLICT];
      const ref = stringifyEntityRef(entity);
      return said === undefined
        ? []
        : [
            [
              ref,
              `The owner of ${ref} stays '${ownerOf(
                entity,
              )}', as the namespaces of the app do not tell one: ${said}. Give them all the same annotation 'backstage.io/owner', an entity reference like 'group:default/team-a', or take the label 'app.kubernetes.io/part-of' off what is no part of it.`,
            ] as const,
          ];
    }),
  );
