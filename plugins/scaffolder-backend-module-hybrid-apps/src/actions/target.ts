import { z as zod } from 'zod/v3';

/** Where manifests go to. */
export const targetInput = {
  cluster: (z: typeof zod) =>
    z.string().describe('The cluster, as the kubernetes plugin names it'),
  namespace: (z: typeof zod) =>
    z.string().optional().describe('For manifests that name none'),
};
