import { Enforcement } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';
import { at, list, text } from '../objects';

/** Network plugins by the DaemonSet that each runs on every node. */
const PLUGINS: ReadonlyArray<{
  plugin: string;
  daemonSet: RegExp;
  enforces: boolean;
}> = [
  { plugin: 'Calico', daemonSet: /^(calico-node|canal)$/, enforces: true },
  { plugin: 'Cilium', daemonSet: /^cilium$/, enforces: true },
  { plugin: 'Antrea', daemonSet: /^antrea-agent$/, enforces: true },
  { plugin: 'OVN-Kubernetes', daemonSet: /^ovnkube-node/, enforces: true },
  { plugin: 'kube-router', daemonSet: /^kube-router$/, enforces: true },
  { plugin: 'Weave Net', daemonSet: /^weave-net$/, enforces: true },
  { plugin: 'kindnet', daemonSet: /^kindnet$/, enforces: true },
  { plugin: 'flannel', daemonSet: /^kube-flannel/, enforces: false },
];

/** The version that an image's tag names. */
const versionOf = (image: string | undefined): string | undefined =>
  image?.match(/:v?(\d+(?:\.\d+)+)/)?.[1];

/** What makes a cluster's policies effective, as far as its DaemonSets tell. */
export function enforcementOf(store: ClusterStore): Enforcement {
  const daemonSets = store.list({ group: 'apps', kind: 'DaemonSet' });
  for (const { plugin, daemonSet, enforces } of PLUGINS) {
    const found = daemonSets.find(({ metadata }) =>
      daemonSet.test(metadata.name),
    );
    if (found) {
      const version = list(at(found, 'spec', 'template', 'spec', 'containers'))
        .map(container => versionOf(text(at(container, 'image'))))
        .find(Boolean);
      return {
        cluster: store.name,
        plugin,
        ...(version && { version }),
        enforced: enforces ? 'yes' : 'no',
        ...(!enforces && {
          message: `${plugin} enforces no network policies: every Pod of the cluster can reach every other one, whatever they say.`,
        }),
      };
    }
  }
  return {
    cluster: store.name,
    enforced: 'unknown',
    message:
      'No known network plugin was found among the DaemonSets, so whether policies are enforced cannot be told.',
  };
}
