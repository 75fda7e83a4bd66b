import {
  Entity,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ClusterStore } from '../clusters';
import { close } from './closure';
import { membershipRule, select } from './rules';
import { AppMembers, Member, PoliciesOn, Reference, Use } from './types';

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
  policiesOn: PoliciesOn,
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

  const members: Member[] = [];
  const references: Reference[] = [];
  const uses: Use[] = [];
  for (const store of stores) {
    const closure = close(
      store,
      rules.flatMap(rule =>
        select(rule, store).map(seed => ({
          ...seed,
          ...(rule.isPart && { entityRef: rule.entityRef }),
        })),
      ),
      policiesOn,
    );
    members.push(...closure.members.values());
    references.push(...closure.references.values());
    uses.push(...closure.uses);
  }

  return {
    entityRef: stringifyEntityRef(entity),
    members: byId(members),
    references: byId(references),
    uses: [...uses].sort((a, b) =>
      `${a.source} ${a.target} ${a.evidence.fieldPath}` <
      `${b.source} ${b.target} ${b.evidence.fieldPath}`
        ? -1
        : 1,
    ),
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
