import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  CompoundEntityRef,
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { KUBERNETES_ANNOTATIONS } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** An entity that may be an app, and, for a System, its parts that name objects in clusters. */
export interface AppEntities {
  entity: Entity;
  parts: readonly Entity[];
}

/** Apps as the catalog holds them, as far as the caller may see them. */
export interface CatalogApps {
  /** @throws NotFoundError where there is none that the caller may see, or it is of a kind that is no app. */
  require(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<AppEntities>;
  /**
   * Every System, and every Component and Resource of no System that names
   * objects in clusters; sorted by entity reference.
   */
  list(credentials: BackstageCredentials): Promise<AppEntities[]>;
}

const isSystem = ({ kind }: Pick<Entity, 'kind'>) =>
  kind.toLocaleLowerCase('en-US') === 'system';

/** By either of these an entity names objects in clusters, in the way of the kubernetes plugin. */
const NAMING_ANNOTATIONS = [
  KUBERNETES_ANNOTATIONS.id,
  KUBERNETES_ANNOTATIONS.labelSelector,
];

export const namesObjects = ({ metadata }: Entity): boolean =>
  NAMING_ANNOTATIONS.some(key => metadata.annotations?.[key]);

/** Kinds of entities that stand for something that runs. */
const PART_KINDS = ['component', 'resource'];

/**
 * What an app's entities name by an annotation; undefined where one of them
 * names nothing, so that it may be anything.
 */
export function namedByAll(
  { entity, parts }: AppEntities,
  annotation: string,
): string[] | undefined {
  const named = [entity, ...parts].map(
    ({ metadata }) => metadata.annotations?.[annotation],
  );
  return named.every(value => value !== undefined) ? named : undefined;
}

const isOfPartKind = ({ kind }: Entity): boolean =>
  PART_KINDS.includes(kind.toLocaleLowerCase('en-US'));

/** Whether an entity is of a kind that may be an app: a System, Component or Resource. */
export const mayBeApp = (entity: Entity): boolean =>
  isSystem(entity) || isOfPartKind(entity);

const isPart = (entity: Entity): boolean =>
  isOfPartKind(entity) && namesObjects(entity);

const wholesOf = (entity: Entity): string[] =>
  (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_PART_OF)
    .map(({ targetRef }) => targetRef);

/** Whose an app is, as the catalog has it: full entity references. */
export const ownersOf = ({ entity }: AppEntities): string[] =>
  (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);

/**
 * Whether a reference can be one: what holds its separators is another, or none,
 * and control characters are refused by databases with an error of their own.
 */
const canBeRef = ({ kind, namespace, name }: CompoundEntityRef): boolean =>
  [kind, namespace, name].every(part => /^[^:/\p{Cc}]+$/u.test(part));

/** What deciding on access, membership and the list needs of an entity. */
const FIELDS = ['apiVersion', 'kind', 'metadata', 'spec.owner', 'relations'];

export function createCatalogApps(catalog: CatalogService): CatalogApps {
  return {
    async require(ref, credentials) {
      const entityRef = stringifyEntityRef(ref);
      const { items } = canBeRef(ref)
        ? await catalog.getEntities(
            {
              filter: [
                {
                  kind: ref.kind,
                  'metadata.namespace': ref.namespace,
                  'metadata.name': ref.name,
                },
                ...(isSystem(ref)
                  ? [{ [`relations.${RELATION_PART_OF}`]: entityRef }]
                  : []),
              ],
            },
            { credentials },
          )
        : { items: [] };
      const isIt = (one: Entity) => stringifyEntityRef(one) === entityRef;
      const entity = items.find(isIt);
      if (entity && !mayBeApp(entity)) {
        throw new NotFoundError(
          `'${entityRef}' is no app: apps are Systems, Components and Resources.`,
        );
      }
      if (!entity) {
        throw new NotFoundError(
          `There is no entity '${entityRef}' in the catalog, or you may not see it.`,
        );
      }
      return { entity, parts: items.filter(one => !isIt(one) && isPart(one)) };
    },

    async list(credentials) {
      const { items } = await catalog.getEntities(
        {
          filter: [
            { kind: 'system' },
            ...NAMING_ANNOTATIONS.map(key => ({
              kind: PART_KINDS,
              [`metadata.annotations.${key}`]: CATALOG_FILTER_EXISTS,
            })),
          ],
          fields: FIELDS,
        },
        { credentials },
      );
      const systems = new Map(
        items
          .filter(isSystem)
          .map(entity => [stringifyEntityRef(entity), entity]),
      );
      const parts = new Map<string, Entity[]>();
      const alone: Entity[] = [];
      for (const entity of items.filter(isPart)) {
        const wholes = wholesOf(entity).filter(ref => systems.has(ref));
        for (const ref of wholes) {
          parts.set(ref, [...(parts.get(ref) ?? []), entity]);
        }
        if (wholes.length === 0) {
          alone.push(entity);
        }
      }
      return [
        ...[...systems].map(([ref, entity]) => ({
          entity,
          parts: parts.get(ref) ?? [],
        })),
        ...alone.map(entity => ({ entity, parts: [] })),
      ].sort((a, b) =>
        stringifyEntityRef(a.entity) < stringifyEntityRef(b.entity) ? -1 : 1,
      );
    },
  };
}
