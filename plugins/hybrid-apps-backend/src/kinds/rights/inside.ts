import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, objectField, text } from '../../objects';
import { unknownAnywhere } from '../known';
import { InsideRule } from '../types';

type Right = NonNullable<ObjectInside['rights']>[number];

/** So many bindings are told. */
const MOST = 50;

const KINDS = ['ClusterRoleBinding', 'RoleBinding'];
const GROUP = 'rbac.authorization.k8s.io';

/**
 * Of a ServiceAccount: the bindings that name it. One in any namespace may; what
 * is in none is told to who may read clusters. That there are none tells only
 * who knows them all.
 * Source: Kubernetes, reference, Using RBAC authorization.
 */
export const accountInside: InsideRule = (account, world) => {
  const rights = world
    .naming(account)
    .filter(
      ({ object, name }) =>
        name.relation === 'grants' &&
        KINDS.includes(object.kind) &&
        (world.readsClusters || object.metadata.namespace !== undefined),
    )
    .flatMap(({ object }): Right[] => {
      const kind = at(object, 'roleRef', 'kind');
      const name = text(at(object, 'roleRef', 'name'));
      return name && (kind === 'Role' || kind === 'ClusterRole')
        ? [{ binding: objectField(world.name, object), role: { kind, name } }]
        : [];
    })
    .sort((a, b) => ((a.binding.id ?? '') < (b.binding.id ?? '') ? -1 : 1));
  const unread = unknownAnywhere(
    world,
    { group: GROUP, resource: 'rolebindings' },
    { group: GROUP, resource: 'clusterrolebindings' },
  );
  const hidden = `clusterrolebindings.${GROUP}`;
  const unknown =
    world.readsClusters || unread.includes(hidden)
      ? unread
      : [...unread, hidden];
  return {
    rights: rights.slice(0, MOST),
    ...(rights.length > MOST && { rightsLeft: rights.length - MOST }),
    ...(unknown.length > 0 && { unknown }),
  };
};
