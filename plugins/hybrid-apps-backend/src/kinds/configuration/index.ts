import { standing } from '../standing';
import { Kind } from '../types';

export const configuration: readonly Kind[] = [
  { groups: [''], kind: 'ConfigMap', category: 'config', health: standing },
  { groups: [''], kind: 'Event', category: 'config', drawn: 'never' },
];
