import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  hybridAppsKindsExtensionPoint,
  Kind,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { z } from 'zod';

/** Of a CloneSet, what its health is told by. A new one has no status yet. */
const cloneSetShape = z.object({
  spec: z.object({ replicas: z.number().default(1) }),
  status: z
    .object({ updatedReadyReplicas: z.number().default(0) })
    .default({ updatedReadyReplicas: 0 }),
});

const cloneSet: Kind = {
  groups: ['apps.kruise.io'],
  kind: 'CloneSet',
  category: 'container',
  // What is watched, and what of it is kept; values are struck whatever it says.
  watch: { resource: 'clonesets', keep: ['spec', 'status'] },
  // Pods come of it: its volumes, its hosts, its Services and policies are known by that.
  template: ['spec', 'template'],
  health: {
    source: 'openkruise/kruise, apis/apps/v1alpha1, CloneSetStatus',
    judge(object) {
      const { spec, status } = cloneSetShape.parse(object);
      const wanted = spec.replicas;
      const ready = Math.min(status.updatedReadyReplicas, wanted);
      const reason = `${ready}/${wanted}`;
      if (wanted === 0) {
        return { state: 'stopped', reason };
      }
      return { state: ready < wanted ? 'progressing' : 'healthy', reason };
    },
  },
};

/** Tells the portal of CloneSets of OpenKruise. */
export default createBackendModule({
  pluginId: 'hybrid-apps',
  moduleId: 'clone-sets',
  register(env) {
    env.registerInit({
      deps: { kinds: hybridAppsKindsExtensionPoint },
      async init({ kinds }) {
        kinds.addKinds(cloneSet);
      },
    });
  },
});
