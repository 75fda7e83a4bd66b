import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  KUBERNETES_ANNOTATIONS,
  ownerRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { LOCATION } from './entities';

/** Whether this provider made an entity, rather than someone by hand. */
export const isOurs = (entity: Entity): boolean =>
  entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] === LOCATION;

/** The Systems among entities that someone registered by hand, and whose they are. */
export const ownersByHand = (
  entities: readonly Entity[],
): ReadonlyMap<string, string | undefined> =>
  new Map(
    entities
      .filter(entity => entity.kind === 'System' && !isOurs(entity))
      .map(entity => [
        stringifyEntityRef(entity),
        ownerRef(String(entity.spec?.owner ?? ''), entity.metadata.namespace),
      ]),
  );

/** The names by which a person may have registered a workload of an app. */
function namesOf(entity: Entity): string[] {
  const { name, title, annotations } = entity.metadata;
  return [name, title, annotations?.[KUBERNETES_ANNOTATIONS.id]].flatMap(text =>
    text ? [text.toLocaleLowerCase('en-US')] : [],
  );
}

/**
 * Leaves out what someone registered by hand: the same entity, and a part of
 * the same System that goes by the name of the workload.
 *
 * @param found - what this provider would add
 * @param present - what the catalog holds now: the entities with the same
 * references, and all parts of the same Systems
 */
export function withoutHandRegistered(
  found: Entity[],
  present: Entity[],
): Entity[] {
  const byHand = present.filter(entity => !isOurs(entity));
  const refs = new Set(byHand.map(entity => stringifyEntityRef(entity)));
  const covered = new Set(
    byHand.flatMap(entity =>
      (entity.relations ?? [])
        .filter(({ type }) => type === 'partOf')
        .flatMap(({ targetRef }) =>
          namesOf(entity).map(name => `${targetRef} ${name}`),
        ),
    ),
  );
  return found.filter(entity => {
    const { system } = entity.spec ?? {};
    return (
      !refs.has(stringifyEntityRef(entity)) &&
      !namesOf(entity).some(name => covered.has(`${system} ${name}`))
    );
  });
}
