import { Kind, kindsOf } from '../types';
import { bindingNames } from './names';

export { accountInside } from './inside';

/**
 * Who has which role. What a role allows is not read: it is long, and what an
 * account may do in the end only the API server can say.
 */
export const rights: readonly Kind[] = kindsOf(
  ['rbac.authorization.k8s.io'],
  [
    ['RoleBinding', 'rolebindings'],
    ['ClusterRoleBinding', 'clusterrolebindings'],
  ],
  {
    category: 'config',
    drawn: 'never',
    watch: { keep: ['roleRef', 'subjects'] },
    names: bindingNames,
  },
);
