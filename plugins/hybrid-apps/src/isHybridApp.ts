import { FilterPredicate } from '@backstage/filter-predicates';

/** Entities that objects in clusters can belong to. */
export const isHybridApp: FilterPredicate = {
  $any: [
    { kind: 'system' },
    { kind: 'resource', 'spec.type': 'virtual-machine' },
    {
      kind: { $in: ['component', 'resource'] },
      'metadata.annotations.backstage.io/kubernetes-id': { $exists: true },
    },
    {
      kind: { $in: ['component', 'resource'] },
      'metadata.annotations.backstage.io/kubernetes-label-selector': {
        $exists: true,
      },
    },
  ],
};
