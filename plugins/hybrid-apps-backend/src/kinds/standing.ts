import { HealthRule } from './types';

/** Of kinds that are well as long as they are there. */
export const standing: HealthRule = () => ({ state: 'healthy' });
