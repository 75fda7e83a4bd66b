import { at } from '../../objects';
import { Kind } from '../types';

/** Whether any replica is asked for; one is where nothing says how many. */
export const replicasWanted: NonNullable<Kind['wanted']> = object =>
  at(object, 'spec', 'replicas') === 0 ? 'off' : 'on';
