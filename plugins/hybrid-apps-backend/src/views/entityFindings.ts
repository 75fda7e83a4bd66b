import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_OWNER,
  ANNOTATION_OWNER_CONFLICT,
  Finding,
  KUBERNETES_ANNOTATIONS,
  LABEL_PART_OF,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { selectorProblem } from '../apps';
import { AppEntities } from '../catalog';

/** That the namespaces of an app tell different owners, as the catalog module notes on its entity. */
function ownerConflict({ metadata }: Entity): Finding[] {
  const said = metadata.annotations?.[ANNOTATION_OWNER_CONFLICT];
  return said === undefined
    ? []
    : [
        {
          code: 'owner-conflict',
          severity: 'warning',
          title: 'Owner in dispute',
          message: `The namespaces of this app tell different owners: ${said}. The app keeps the owner that it had.`,
          fix: `Give all of its namespaces the same annotation ${ANNOTATION_OWNER}, or take the label ${LABEL_PART_OF} off what is no part of it.`,
          objects: [],
        },
      ];
}

function unreadSelector(entity: Entity): Finding[] {
  const problem = selectorProblem(entity);
  const ref = stringifyEntityRef(entity);
  return problem === undefined
    ? []
    : [
        {
          code: 'selector-selects-nothing',
          severity: 'error',
          title: `Selector selects nothing: ${ref}`,
          message: `The annotation ${KUBERNETES_ANNOTATIONS.labelSelector} of ${ref} is not followed: ${problem}. Its objects are missing here.`,
          fix: 'Write it as kubectl takes it, like app=web,tier in (front,back).',
          objects: [],
        },
      ];
}

/** What to act on in the entities of an app, whatever is in the clusters. */
export const entityFindings = ({ entity, parts }: AppEntities): Finding[] => [
  ...[entity, ...parts].flatMap(unreadSelector),
  ...ownerConflict(entity),
];
