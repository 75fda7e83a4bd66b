import { KubeObject } from '../../clusters';
import { called } from '../../objects';
import { templateNames } from '../pods';
import { Name } from '../types';
import { hasOwnCopy, typeKey } from './hardware';

const WORDS = { instancetype: 'instance type', preference: 'preference' };

/** What a VM names: what its template does, and its instance type and preference. */
export const vmNames = (vm: KubeObject): Name[] => [
  ...templateNames(vm),
  ...(['instancetype', 'preference'] as const).flatMap((field): Name[] => {
    const to = typeKey(vm, field);
    return to
      ? [
          {
            relation: 'uses',
            to,
            apiVersion: 'instancetype.kubevirt.io/v1beta1',
            text: `${called(vm)} has ${WORDS[field]} ${to.name}`,
            fieldPath: `spec.${field}`,
            value: to.name,
            ...(hasOwnCopy(vm, field) && { isOptional: true }),
          },
        ]
      : [];
  }),
];
