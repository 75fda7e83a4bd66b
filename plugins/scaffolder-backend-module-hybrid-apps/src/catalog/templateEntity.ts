import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  entityEnvelopeSchemaValidator,
} from '@backstage/catalog-model';
import { parse } from 'yaml';

/** Where the template says it comes from. */
const LOCATION = 'hybrid-apps:template';

const requireEntity = entityEnvelopeSchemaValidator();

/**
 * The template as the catalog takes it.
 *
 * @param text - the template's file
 * @param owner - an entity reference; a template may do without
 */
export function templateEntity(text: string, owner?: string): Entity {
  const template: Entity = requireEntity(parse(text));
  return {
    ...template,
    metadata: {
      ...template.metadata,
      annotations: {
        ...template.metadata.annotations,
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
      },
    },
    spec: { ...template.spec, ...(owner && { owner }) },
  };
}
