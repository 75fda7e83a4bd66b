import {
  Entity,
  parseEntityRef,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { AppEntities, mayBeApp } from '../catalog';
import { at, text, texts } from '../objects';

/** Whether a document is an entity of the catalog, rather than an object of a cluster. */
export const isEntity = (document: object): boolean =>
  /^backstage\.io\//.test(text(at(document, 'apiVersion')) ?? '');

/**
 * What of an entity's spec becomes a relation in the catalog, and the kind that
 * is meant where a reference names none.
 * Source: Backstage, catalog-backend, `BuiltinKindsEntityProcessor`.
 */
const RELATIONS = [
  { field: 'owner', type: RELATION_OWNED_BY, defaultKind: 'Group' },
  { field: 'system', type: RELATION_PART_OF, defaultKind: 'System' },
  { field: 'dependsOn', type: RELATION_DEPENDS_ON, defaultKind: 'Component' },
] as const;

/** @throws Error that says what an entity lacks, or which reference of it is none */
function readEntity(document: object): Entity {
  const apiVersion = text(at(document, 'apiVersion'));
  const kind = text(at(document, 'kind'));
  const name = text(at(document, 'metadata', 'name'));
  if (!apiVersion || !kind || !name) {
    throw new Error('An entity has no kind or no metadata.name');
  }
  const defaultNamespace =
    text(at(document, 'metadata', 'namespace')) ?? 'default';
  const spec = at(document, 'spec');
  const relations = RELATIONS.flatMap(({ field, type, defaultKind }) =>
    [text(at(spec, field)) ?? [], texts(at(spec, field))].flat().map(ref => ({
      type,
      targetRef: stringifyEntityRef(
        parseEntityRef(ref, { defaultKind, defaultNamespace }),
      ),
    })),
  );
  return {
    ...document,
    apiVersion,
    kind,
    metadata: {
      ...Object(at(document, 'metadata')),
      name,
      namespace: defaultNamespace,
    },
    relations,
  };
}

/**
 * The first entity of a file as the app, and those that say that they are part
 * of it, with the relations that the catalog would give them.
 *
 * @throws Error where there is no entity, one cannot be read, or the first is no app
 */
export function readApp(documents: readonly object[]): AppEntities {
  const [entity, ...others] = documents.filter(isEntity).map(readEntity);
  if (!entity) {
    throw new Error(
      'There is no entity in it (a document whose apiVersion begins with backstage.io/)',
    );
  }
  const ref = stringifyEntityRef(entity);
  if (!mayBeApp(entity)) {
    throw new Error(
      `Its first entity is ${ref}, which is no app: an app is a System, a Component or a Resource`,
    );
  }
  return {
    entity,
    parts: others.filter(other =>
      other.relations?.some(
        ({ type, targetRef }) => type === RELATION_PART_OF && targetRef === ref,
      ),
    ),
  };
}
