import { standing } from '../standing';
import { Kind, kindsOf } from '../types';

const alike = { category: 'config', health: standing } as const;

/** What others read. */
export const configuration: readonly Kind[] = [
  ...kindsOf([''], ['ConfigMap', 'Secret', 'ServiceAccount'], alike),
  ...kindsOf(['storage.k8s.io'], ['StorageClass'], alike),
  ...kindsOf(['scheduling.k8s.io'], ['PriorityClass'], alike),
  { groups: [''], kind: 'Event', category: 'config', drawn: 'never' },
];
