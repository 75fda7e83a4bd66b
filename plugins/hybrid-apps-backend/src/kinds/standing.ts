import { SourcedRule } from './types';

/** Of kinds that have no status: there is no more to them than that they are there. */
export const standing: SourcedRule = {
  judge: () => ({ state: 'healthy' }),
  source: 'the kind has no status',
};
