import { accountInside } from '../rights';
import { standing } from '../standing';
import { Kind, kindsOf } from '../types';

const alike = { category: 'config', health: standing } as const;

/** What others read. */
export const configuration: readonly Kind[] = [
  ...kindsOf([''], [['ConfigMap', 'configmaps']], {
    ...alike,
    watch: { metadataOnly: true },
  }),
  ...kindsOf([''], [['ServiceAccount', 'serviceaccounts']], {
    ...alike,
    watch: { metadataOnly: true },
    reachability: 'tells',
    inside: accountInside,
  }),
  // Not watched and never will be: a Secret is known from what names it.
  ...kindsOf([''], [['Secret']], alike),
  ...kindsOf(['storage.k8s.io'], [['StorageClass', 'storageclasses']], {
    ...alike,
    watch: {
      keep: [
        'provisioner',
        'reclaimPolicy',
        'volumeBindingMode',
        'allowVolumeExpansion',
      ],
    },
  }),
  ...kindsOf(['storage.k8s.io'], [['CSIDriver', 'csidrivers']], {
    ...alike,
    watch: { metadataOnly: true },
  }),
  ...kindsOf(['scheduling.k8s.io'], [['PriorityClass']], alike),
];
