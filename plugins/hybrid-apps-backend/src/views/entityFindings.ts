import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_OWNER,
  ANNOTATION_OWNER_CONFLICT,
  Finding,
  LABEL_PART_OF,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppEntities } from '../catalog';

/** That the namespaces of an app do not tell one owner, as the catalog module notes on its entity. */
function ownerConflict({ metadata }: Entity): Finding[] {
  const said = metadata.annotations?.[ANNOTATION_OWNER_CONFLICT];
  return said === undefined
    ? []
    : [
        {
          code: 'owner-conflict',
          severity: 'warning',
          title: 'Owner in dispute',
          message: `The namespaces of this app do not tell one owner: ${said}. The app keeps the owner that it had, or the default one.`,
          fix: `Give all of its namespaces the same annotation ${ANNOTATION_OWNER}, an entity reference like group:default/team-a, or take the label ${LABEL_PART_OF} off what is no part of it.`,
          objects: [],
        },
      ];
}

/** What to act on in the entities of an app, whatever is in the clusters. */
export const entityFindings = ({ entity }: AppEntities): Finding[] =>
  ownerConflict(entity);
