import { Kind, kindsOf } from '../types';
import { bindingNames } from './names';

export {
  readAllows,
  rightsFindings,
  type Right,
  type RoleAllows,
} from './allows';
export { accountInside } from './inside';

/**
 * Who has which role. What a role allows is not watched: it is long, and asked
 * for where somebody looks at an account. What that may do in the end only the
 * API server can say.
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
