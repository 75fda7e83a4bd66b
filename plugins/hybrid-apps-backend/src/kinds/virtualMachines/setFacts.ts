import { at, number } from '../../objects';
import { FactsRule } from '../types';

/**
 * Of what makes VMs or instances: how many of them.
 * Source: kubevirt.io/api/core/v1 and pool: one where nothing says how many.
 */
export const setFacts: FactsRule = set => ({
  replicas: {
    ready: number(at(set, 'status', 'readyReplicas')) ?? 0,
    desired: number(at(set, 'spec', 'replicas')) ?? 1,
  },
});
