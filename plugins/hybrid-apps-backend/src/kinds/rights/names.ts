import { KubeObject } from '../../clusters';
import { at, called, list, text } from '../../objects';
import { Name } from '../types';

/**
 * The ServiceAccounts that a binding gives its role to. Of a RoleBinding one
 * without a namespace is none: the API server asks for it.
 * Source: k8s.io/api/rbac/v1, Subject.
 */
export const bindingNames = (binding: KubeObject): Name[] =>
  list(at(binding, 'subjects')).flatMap((subject, index): Name[] => {
    const name = text(at(subject, 'name'));
    const namespace = text(at(subject, 'namespace'));
    return at(subject, 'kind') === 'ServiceAccount' && name && namespace
      ? [
          {
            relation: 'grants',
            to: { group: '', kind: 'ServiceAccount', namespace, name },
            text: `${called(binding)} gives a role to ServiceAccount ${name}`,
            fieldPath: `subjects[${index}]`,
            value: name,
          },
        ]
      : [];
  });
