import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_OWNER_CONFLICT,
  ownerRef,
  printable,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isOurs } from './handRegistered';
import { HeldRefs, identityOf } from './naming';

/** What this provider told the catalog, by the identity of the entity. */
export type Remembered = ReadonlyMap<
  string,
  {
    ref: string;
    owner?: string;
    title?: string;
    /** As the catalog had the entity then: while it is the same, the catalog has not caught up. */
    etag?: string;
  }
>;

/** How many that are gone are remembered: anyone may have apps come and go. */
const MAX_GONE = 10_000;

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
 * Which references are in use: those that the catalog holds, and those that it
 * was told of and does not hold yet, or no longer.
 */
export function heldRefs(
  present: readonly Entity[],
  remembered: Remembered,
): HeldRefs {
  const held = new Map<string, string>();
  const taken = new Set<string>();
  const inCatalog = present
    .filter(isOurs)
    .map(entity => [identityOf(entity), stringifyEntityRef(entity)] as const);
  const told = [...remembered].map(([is, { ref }]) => [is, ref] as const);
  for (const [is, ref] of [...inCatalog, ...told]) {
    if (is !== undefined && !held.has(is) && !taken.has(ref)) {
      held.set(is, ref);
      taken.add(ref);
    }
  }
  return held;
}

/**
 * Leaves each app the owner and the title that it had where its namespaces do not
 * tell one, and where the catalog has parts of it that no cluster tells of now:
 * then who is silent may say otherwise.
 *
 * @param found - what this provider would add, an app's System before its parts
 * @param present - what the catalog holds now: the entities with the same
 * references, and all parts of the same Systems
 * @param about.titlesDisputed - the identities of Systems
 * @param about.lacksApps - whether a cluster does not tell, so that parts of apps
 * stay that are not found
 */
export function settleDisputes(
  found: Entity[],
  present: readonly Entity[],
  remembered: Remembered,
  about: { titlesDisputed: ReadonlySet<string>; lacksApps: boolean },
): Entity[] {
  const before = byRef(present);
  const foundRefs = byRef(found);
  const silent = new Set(
    about.lacksApps
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
  const owners = new Map<string, string>();
  const titles = new Map<string, string | undefined>();
  for (const system of found.filter(isSystem)) {
    const ref = stringifyEntityRef(system);
    const is = identityOf(system) ?? '';
    const there = before.get(ref);
    // What another app had under this reference is none of this one's.
    const known = there && (identityOf(there) ?? is) === is ? there : undefined;
    const last = remembered.get(is);
    const had =
      !known || (last && last.etag === known.metadata.etag)
        ? last
        : { owner: ownerOf(known) ?? last?.owner, title: known.metadata.title };
    const isDisputed =
      system.metadata.annotations?.[ANNOTATION_OWNER_CONFLICT] !== undefined;
    // None that the catalog cannot resolve stays, whoever told it once.
    if (
      (isDisputed || silent.has(ref)) &&
      had?.owner !== undefined &&
      ownerRef(had.owner, system.metadata.namespace) !== undefined
    ) {
      owners.set(ref, had.owner);
    }
    if (about.titlesDisputed.has(is) || silent.has(ref)) {
      titles.set(ref, had?.title);
    }
  }
  return found.map(entity => {
    const owner = owners.get(systemRefOf(entity));
    const title = titles.get(stringifyEntityRef(entity));
    return {
      ...entity,
      metadata: { ...entity.metadata, ...(title && { title }) },
      spec: { ...entity.spec, ...(owner && { owner }) },
    };
  });
}

/**
 * What to remember once these entities are told to the catalog. An app that is
 * gone is still remembered: it may be back in a moment, and then it is whose it
 * was, under the same name.
 *
 * @param present - what the catalog held before
 */
export function remember(
  told: readonly Entity[],
  present: readonly Entity[],
  remembered: Remembered,
  lacksApps: boolean,
): Remembered {
  const before = byRef(present);
  const entriesOf = (entities: readonly Entity[]) =>
    entities.flatMap(entity => {
      const is = identityOf(entity);
      const ref = stringifyEntityRef(entity);
      const owner = ownerOf(entity);
      const { title } = entity.metadata;
      const etag = before.get(ref)?.metadata.etag;
      return is === undefined
        ? []
        : [[is, { ref, owner, title, etag }] as const];
    });
  const now = new Map(entriesOf(told));
  const earlier = new Map([
    ...entriesOf(present.filter(isOurs).filter(isSystem)),
    ...remembered,
  ]);
  const gone = [...earlier].filter(
    ([is, { ref }]) => !now.has(is) && (lacksApps || ref.startsWith('system:')),
  );
  return new Map([...gone.slice(-MAX_GONE), ...now]);
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
              `The owner of ${ref} stays '${printable(
                ownerOf(entity) ?? '',
              )}', as the namespaces of the app do not tell one: ${said}. Give them all the same annotation 'backstage.io/owner', an entity reference like 'group:default/team-a', or take the label 'app.kubernetes.io/part-of' off what is no part of it.`,
            ] as const,
          ];
    }),
  );
