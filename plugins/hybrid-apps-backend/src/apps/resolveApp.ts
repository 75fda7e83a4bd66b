import {
  Entity,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ClusterStore } from '../clusters';
import { close } from './closure';
import { linksOf } from './links';
import { membershipRule, select } from './rules';
import { AppMembers } from './types';

const byId = <T extends { id: string }>(items: Iterable<T>): T[] =>
  [...items].sort((a, b) => (a.id < b.id ? -1 : 1));

/**
 * Which objects of which clusters belong to an entity, and why.
 *
 * @param entity - the app, or one part of it
 * @param parts - for a System, the entities that are part of it; the app is
 * the union of what they and the System itself name
 */
export function resolveApp(
  { entity, parts }: { entity: Entity; parts: readonly Entity[] },
  stores: readonly ClusterStore[],
): AppMembers {
  const ordered = [...parts].sort((a, b) =>
    stringifyEntityRef(a) < stringifyEntityRef(b) ? -1 : 1,
  );
  const isSystem = entity.kind.toLocaleLowerCase('en-US') === 'system';
  // Parts come first: what both name belongs to the part. Of two parts the one
  // whose selector asks for more is the closer one.
  const rules = [
    ...ordered
      .flatMap(part => membershipRule(part, true) ?? [])
      .sort((a, b) => b.selector.length - a.selector.length),
    ...[membershipRule(entity, !isSystem) ?? []].flat(),
  ];

  const places = stores.map(store => {
    const closed = close(
      store,
      rules.flatMap(rule =>
        select(rule, store).map(seed => ({
          ...seed,
          ...(rule.isPart && { entityRef: rule.entityRef }),
        })),
      ),
    );
    const members = byId(closed.members);
    const linked = linksOf(store, members);
    const isCut = closed.isCut || linked.isCut;
    return { cluster: store.name, members, ...linked, isCut };
  });

  return {
    entityRef: stringifyEntityRef(entity),
    members: byId(places.flatMap(({ members }) => members)),
    references: byId(places.flatMap(({ references }) => references)),
    links: places.flatMap(({ links }) => links),
    cut: places.flatMap(({ cluster, isCut }) => (isCut ? [cluster] : [])),
    dependencies: [entity, ...ordered].flatMap(part =>
      (part.relations ?? [])
        .filter(({ type }) => type === RELATION_DEPENDS_ON)
        .map(({ targetRef }) => ({
          source: stringifyEntityRef(part),
          target: targetRef,
        })),
    ),
  };
}
