import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  hybridAppsKindsExtensionPoint,
  Kind,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { z } from 'zod';

/** Of a Rollout, what its health is told by. A new one has no status yet. */
const rolloutShape = z.object({
  status: z
    .object({ phase: z.string(), message: z.string().optional() })
    .default({ phase: 'Progressing' }),
});

const rollout: Kind = {
  groups: ['argoproj.io'],
  kind: 'Rollout',
  category: 'container',
  // What is watched, and what of it is kept; values are struck whatever it says.
  watch: { resource: 'rollouts', keep: ['spec', 'status'] },
  // Pods come of it: its volumes, its hosts, its Services and policies are known by that.
  template: ['spec', 'template'],
  health: {
    source: 'argo-rollouts, pkg/apis/rollouts/v1alpha1, RolloutPhase',
    judge(object) {
      const { status } = rolloutShape.parse(object);
      const { phase: reason, message } = status;
      switch (reason) {
        case 'Healthy':
          return { state: 'healthy', reason };
        case 'Progressing':
        case 'Paused':
          return { state: 'progressing', reason, message };
        case 'Degraded':
          return { state: 'degraded', reason, message };
        default:
          return { state: 'unknown', reason };
      }
    },
  },
};

/** Tells the portal of Rollouts of Argo. */
export default createBackendModule({
  pluginId: 'hybrid-apps',
  moduleId: 'argo-rollouts',
  register(env) {
    env.registerInit({
      deps: { kinds: hybridAppsKindsExtensionPoint },
      async init({ kinds }) {
        kinds.addKinds(rollout);
      },
    });
  },
});
