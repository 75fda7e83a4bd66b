import { SourcedRule } from './types';

/**
 * Of what others read, like a ConfigMap: that it is there is all that may be
 * asked of it, so it is well. What acts on others, like a policy or a quota, is
 * another matter: whether it takes effect, it does not say, and nobody judges it.
 */
export const standing: SourcedRule = {
  judge: () => ({ state: 'healthy' }),
  source:
    'kstatus, core.go, alwaysReady: there is no more to it than to be there',
};
