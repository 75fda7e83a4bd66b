import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  Act,
  hybridAppsActsExtensionPoint,
  KubeObject,
  ObjectKey,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';

/** Source: Velero, "Resource filtering", which the plugin of KubeVirt follows as well. */
const LABEL = 'velero.io/exclude-from-backup';

const isLeftOut = ({ metadata }: KubeObject) =>
  metadata.labels?.[LABEL] === 'true';

const keyOf = ({ metadata: { namespace, name } }: KubeObject): ObjectKey => ({
  group: 'kubevirt.io',
  kind: 'VirtualMachine',
  namespace,
  name,
});

const exclude: Act = {
  id: 'velero.exclude',
  kinds: ['kubevirt.io/VirtualMachine'],
  right: 'change',
  words: {
    label: 'Leave out of backups',
    will: 'Velero backs {{name}} and its disks up no more. The backups that there are stay.',
    did: '{{name}} is left out of backups.',
  },
  danger: 'asks',
  needs: [{ group: 'kubevirt.io', resource: 'virtualmachines', verb: 'patch' }],
  offer(vm) {
    // Nobody misses what is so already.
    if (isLeftOut(vm)) {
      return undefined;
    }
    return vm.metadata.deletionTimestamp === undefined
      ? { possible: true }
      : { possible: false, why: 'It is being deleted.' };
  },
  basis: vm => ({
    uid: vm.metadata.uid,
    isLeftOut: isLeftOut(vm),
    isGoing: vm.metadata.deletionTimestamp !== undefined,
  }),
  steps: vm => [
    {
      request: {
        method: 'PATCH',
        path: `/apis/kubevirt.io/v1/namespaces/${vm.metadata.namespace}/virtualmachines/${vm.metadata.name}`,
        contentType: 'application/merge-patch+json',
        // With its uid, so that another VM that has its name by now is a conflict.
        body: {
          metadata: { uid: vm.metadata.uid, labels: { [LABEL]: 'true' } },
        },
      },
      progress(cluster) {
        const now = cluster.get(keyOf(vm));
        if (now?.metadata.uid !== vm.metadata.uid) {
          return { state: 'failed', why: 'It was deleted meanwhile.' };
        }
        return { state: isLeftOut(now) ? 'done' : 'going' };
      },
      timeoutMs: 60_000,
    },
  ],
};

/** Leaves VMs out of the backups of Velero. */
export default createBackendModule({
  pluginId: 'hybrid-apps',
  moduleId: 'velero',
  register(env) {
    env.registerInit({
      deps: { acts: hybridAppsActsExtensionPoint },
      async init({ acts }) {
        acts.addActs(exclude);
      },
    });
  },
});
