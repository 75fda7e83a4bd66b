import { Enforcement } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  ANNOTATION_K3S_NODE_ARGS,
  ClusterStore,
  k3sWordsOf,
} from '../clusters';
import { at, text } from '../objects';

/** The version of K3s, where this is one of its nodes. */
const versionOf = (node: unknown): string | undefined =>
  /^v?(.*\+k3s.*)$/.exec(
    text(at(node, 'status', 'nodeInfo', 'kubeletVersion')) ?? '',
  )?.[1];

/**
 * What K3s does with policies, on a cluster that is one. It has a controller in
 * itself that enforces them, over whatever connects the pods, and that no
 * DaemonSet shows. What its servers are started with stands on their nodes,
 * where servers are nodes.
 * Source: https://docs.k3s.io/networking/networking-services, Network Policy
 * Controller; k3s-io/k3s, pkg/nodeconfig/nodeconfig.go.
 */
export function k3sOf(
  store: ClusterStore,
): (Omit<Enforcement, 'cluster'> & { plugin: string }) | undefined {
  const nodes = store.list({ group: '', kind: 'Node' });
  const [version] = nodes.flatMap(node => versionOf(node) ?? []);
  if (version === undefined) {
    return undefined;
  }
  const servers = nodes
    .map(({ metadata }) =>
      k3sWordsOf(metadata.annotations?.[ANNOTATION_K3S_NODE_ARGS]),
    )
    .filter(([command]) => command === 'server');
  const isDisabled = servers.some(words => {
    const flag = words.lastIndexOf('--disable-network-policy');
    return flag !== -1 && words[flag + 1] !== 'false';
  });
  if (isDisabled) {
    return {
      plugin: 'K3s',
      version,
      enforced: 'unknown',
      message:
        'K3s runs with --disable-network-policy, and no plugin that enforces policies in its place is recognised.',
    };
  }
  return {
    plugin: 'K3s',
    version,
    enforced: 'yes',
    ...(servers.length === 0 && {
      message:
        'K3s enforces network policies unless its servers run with --disable-network-policy; their arguments are not seen here.',
    }),
  };
}
